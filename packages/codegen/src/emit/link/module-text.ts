/** One name that a module imports. */
export interface ImportedName {
  name: string;
  type: boolean;
}

/** A TypeScript file as its imports and what follows them. Reads code of ours only: named imports, single quotes. */
export interface ModuleText {
  /** Specifier → names; a default import has the name "default as X"; none for a bare import. */
  imports: Map<string, ImportedName[]>;
  body: string;
}

const IMPORT =
  /^import\s+(?:(type)\s+)?(?:([\w$]+)\s+from\s+|\{([^}]*)\}\s+from\s+)?'([^']+)';[ \t]*\n/gm;

export function readModule(text: string): ModuleText {
  const imports: ModuleText['imports'] = new Map();
  const body = text.replace(
    IMPORT,
    (
      _whole: string,
      onlyTypes: string | undefined,
      fallback: string | undefined,
      names: string | undefined,
      specifier: string,
    ) => {
      const known = imports.get(specifier) ?? [];
      imports.set(specifier, [...known, ...readNames(names ?? '', onlyTypes !== undefined)]);
      if (fallback) imports.get(specifier)!.push({ name: `default as ${fallback}`, type: false });
      return '';
    },
  );
  return { imports, body: body.replace(/^\n+/, '') };
}

function readNames(names: string, onlyTypes: boolean): ImportedName[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({
      name: name.replace(/^type\s+/, ''),
      type: onlyTypes || name.startsWith('type '),
    }));
}

/**
 * Writes a module: packages first, then the app's own files from far to near. Imported names that nothing uses are left
 * out; `written` is the body before texts were put into it, since a text may well say "Card".
 */
export function printModule({ imports, body }: ModuleText, written = body): string {
  const lines = [...imports]
    .map(
      ([specifier, names]) =>
        [specifier, usedNames(names, [body, written]), names.length === 0] as const,
    )
    .filter(([, names, isBare]) => isBare || names.length > 0)
    .sort(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(([specifier, names]) => [specifier, importLine(specifier, names)] as const);
  const isOwn = ([specifier]: readonly [string, string]) => specifier.startsWith('.');
  const groups = [lines.filter((line) => !isOwn(line)), lines.filter(isOwn)].filter(
    ({ length }) => length > 0,
  );
  return [...groups.map((group) => group.map(([, line]) => line).join('\n')), body].join('\n\n');
}

function usedNames(names: readonly ImportedName[], bodies: readonly string[]): ImportedName[] {
  const byLocal = new Map(names.map((imported) => [localName(imported), imported]));
  return [...byLocal]
    .filter(([local]) => bodies.every((body) => mentions(body, local)))
    .map(([, imported]) => imported)
    .sort((a, b) => (byName(a) < byName(b) ? -1 : 1));
}

/** Whether code uses a name; words in strings and comments, and names of properties, are no use of it. */
export function mentions(body: string, name: string): boolean {
  const code = body.replace(COMMENT, '').replace(STRING, "''").replace(TEMPLATE_TEXT, ' ');
  return new RegExp(`(?<![\\w$.'/-])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(code);
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
/** What stands between the expressions of a template. */
const TEMPLATE_TEXT = /(?<=[`}])[^`${}]*(?=\$\{|`)/g;

function localName({ name }: ImportedName): string {
  return name.split(' as ').at(-1) ?? name;
}

function byName({ name }: ImportedName): string {
  return name.toLowerCase();
}

function importLine(specifier: string, names: readonly ImportedName[]): string {
  if (names.length === 0) return `import '${specifier}';`;
  const fallback = names.find(({ name }) => name.startsWith('default as '));
  const named = names
    .filter((imported) => imported !== fallback)
    .map(({ name, type }) => (type ? `type ${name}` : name));
  const parts = [
    ...(fallback ? [localName(fallback)] : []),
    ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : []),
  ];
  return `import ${parts.join(', ')} from '${specifier}';`;
}

function sortKey(specifier: string): string {
  return specifier.startsWith('./') ? `~${specifier}` : specifier;
}
