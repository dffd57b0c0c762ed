/** What one source file of the library takes and gives, read from its import and export lines. */
export interface SourceFile {
  /** Path from the library's `src/`, such as `components/ui/button.tsx`. */
  path: string;
  text: string;
  /** Names of values and types, in order of appearance. */
  exports: string[];
  /** npm packages, by package name. */
  packages: string[];
  /** Paths of library files. */
  imports: string[];
}

const IMPORT = /^(?:import|export)\s[^;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'/gm;
const EXPORT = /^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm;

/** Reads a file of ours: formatted by Prettier, single quotes, named exports declared in place. */
export function readSourceFile(path: string, text: string): SourceFile {
  const specifiers = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
  return {
    path,
    text,
    exports: [...text.matchAll(EXPORT)].map((match) => match[1] ?? ''),
    packages: unique(specifiers.filter((specifier) => !specifier.startsWith('.')).map(packageOf)),
    imports: unique(
      specifiers
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolvePath(path, specifier)),
    ),
  };
}

/** Resolves a relative specifier against the file that imports it. */
function resolvePath(from: string, specifier: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') segments.pop();
    else if (part !== '.') segments.push(part);
  }
  return segments.join('/');
}

function packageOf(specifier: string): string {
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}

function unique(items: string[]): string[] {
  return [...new Set(items)].sort();
}
