const BYTES = 16;

/** An identifier that nobody else makes. `crypto.randomUUID` would need HTTPS; a studio on a LAN has none. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
