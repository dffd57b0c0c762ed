/** The lines of a text that hold something, trimmed. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A table written as text: one row a line, cells between bars, trimmed. */
export function table(text: string): string[][] {
  return lines(text).map((line) => line.split('|').map((cell) => cell.trim()));
}
