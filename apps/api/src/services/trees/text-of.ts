const LOOKED_AT_BYTES = 8_000;

/** The text of a file's bytes, character for character; undefined where they are no UTF-8 text. */
export function textOf(bytes: Uint8Array): string | undefined {
  // Cheap, and true of nearly all that is no text.
  if (bytes.subarray(0, LOOKED_AT_BYTES).includes(0)) return undefined;
  try {
    // The mark of byte order is a character as any other, or the text would not be the file.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
