const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected
  public return static super switch this throw true try typeof var void while with yield`.split(
    /\s+/,
  ),
);

/** JSON as a module, with its top-level keys as named exports. Throws a SyntaxError as `JSON.parse` does. */
export function jsonModule(text: string): string {
  const value: unknown = JSON.parse(text);
  const names = isRecord(value)
    ? Object.keys(value).filter(
        (key) => IDENTIFIER.test(key) && !RESERVED.has(key) && key !== 'json',
      )
    : [];
  // As a text, it costs the bundler nothing however deep it nests.
  const lines = [`const json = JSON.parse(${JSON.stringify(text)});`, 'export default json;'];
  if (names.length > 0) lines.push(`export const { ${names.join(', ')} } = json;`);
  return lines.join('\n');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
