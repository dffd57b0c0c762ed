/** Rows as a CSV text: a head, then one line each; cells that need it are quoted. */
export function toCsv(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n');
}

function cell(value: unknown): string {
  // A spreadsheet would run a text that begins like a formula.
  const text = String(value).replace(/^(?=[=+\-@\t\r])/, typeof value === 'string' ? "'" : '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
