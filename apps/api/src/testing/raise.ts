/** For callbacks that are told of a fault which is not to happen in a test. */
export function raise(error: unknown): never {
  throw error;
}
