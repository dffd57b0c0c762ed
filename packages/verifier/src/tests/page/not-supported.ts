/** A stand-in for a part of Vitest that needs its server; calling it fails the test with a reason. */
export function notSupported(name: string): () => never {
  return () => {
    throw new Error(`${name} is not supported where the studio runs tests; see the guide, "Tests"`);
  };
}
