/** Reads bytes as text, or gives null where they are not text: invalid UTF-8, or a NUL as binary formats have. */
export function textOfBytes(bytes: Uint8Array): string | null {
  try {
    // The byte order mark is part of the file: without this option a save would drop it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

export function bytesOfBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

export function base64OfText(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  // String.fromCharCode takes its bytes as arguments, of which an engine allows some ten thousands.
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK_BYTES));
  }
  return btoa(binary);
}

const CHUNK_BYTES = 8192;
