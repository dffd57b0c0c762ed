/** What stands between the cells of a line: a spreadsheet takes the one of its locale. */
export const CSV_SEPARATORS = { comma: ',', semicolon: ';' } as const;
export type CsvSeparator = keyof typeof CSV_SEPARATORS;

/**
 * One line of CSV (RFC 4180, but for the separator), with its line break. A `'` comes before whatever a
 * spreadsheet could take for the beginning of a formula.
 */
export function csvLine(
  cells: readonly (string | number | null)[],
  separator: CsvSeparator,
): string {
  return `${cells.map(cell).join(CSV_SEPARATORS[separator])}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = withoutFormulas(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * At the beginning, and after all that separates cells in any locale: a spreadsheet of another one than the file
 * was made for begins new cells there, whatever the quotes say. The wide signs are those of Asian keyboards.
 */
function withoutFormulas(text: string): string {
  return text.replace(/(^|[,;\t\r\n])([ "]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1$2'");
}
