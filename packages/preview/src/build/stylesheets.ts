import path from 'node:path/posix';

import type { compile } from 'tailwindcss';

import { type RemoteImport, withoutRemoteImports } from './remote-imports.ts';
import { resolveImport, type ResolveScope } from './resolve-import.ts';

/** The compiler of Tailwind 4, as its package exports it. */
export type TailwindCompile = typeof compile;
type Compiled = Awaited<ReturnType<TailwindCompile>>;

export interface StylesheetSources extends ResolveScope {
  textOf(path: string): string;
}

/** Tailwind's own stylesheets, by the name under which they are imported. */
export type TailwindSheets = Readonly<Record<string, string>>;

/**
 * Names by which Tailwind's stylesheets can be imported, and their files in its package. Nothing else of
 * the disk can be.
 */
export const TAILWIND_SHEETS: Readonly<Record<string, string>> = {
  tailwindcss: 'index.css',
  'tailwindcss/index.css': 'index.css',
  'tailwindcss/theme': 'theme.css',
  'tailwindcss/theme.css': 'theme.css',
  'tailwindcss/preflight': 'preflight.css',
  'tailwindcss/preflight.css': 'preflight.css',
  'tailwindcss/utilities': 'utilities.css',
  'tailwindcss/utilities.css': 'utilities.css',
};

interface CompiledSheet {
  compiled: Compiled;
  /** The texts that it was compiled from, by path. */
  inputs: ReadonlyMap<string, string>;
  removed: RemoteImport[];
  /** Candidates that it has been given so far: it never forgets one. */
  seen: Set<string>;
}

export interface StylesheetResult {
  css: string;
  /** Stylesheets of other hosts, which were left out. */
  removed: readonly RemoteImport[];
}

/** When this many classes are gone from the sources, the stylesheet is compiled anew without them. */
const MAX_STALE_CANDIDATES = 500;

/** Compiles a project's stylesheets, and keeps what an edit of another file does not change. */
export class StylesheetCompiler {
  readonly #sheets = new Map<string, CompiledSheet>();

  constructor(
    readonly compile: TailwindCompile,
    readonly tailwindSheets: TailwindSheets,
  ) {}

  /** The CSS of one stylesheet for the classes in use. Throws an Error that says what is wrong with it. */
  async css(
    sheetPath: string,
    sources: StylesheetSources,
    candidates: ReadonlySet<string>,
  ): Promise<StylesheetResult> {
    const kept = this.#sheets.get(sheetPath);
    const reusable = kept && isCurrent(kept, sources) && staleCount(kept, candidates) <= MAX_STALE_CANDIDATES; // prettier-ignore
    const sheet = reusable ? kept : await this.#compileSheet(sheetPath, sources);
    this.#sheets.set(sheetPath, sheet);
    for (const candidate of candidates) sheet.seen.add(candidate);
    return { css: sheet.compiled.build([...candidates]), removed: sheet.removed };
  }

  async #compileSheet(sheetPath: string, sources: StylesheetSources): Promise<CompiledSheet> {
    const inputs = new Map<string, string>();
    const removed: RemoteImport[] = [];
    const read = (path: string) => {
      const original = sources.textOf(path);
      inputs.set(path, original);
      const local = withoutRemoteImports(path, original);
      removed.push(...local.removed);
      return local.text;
    };
    const compiled = await this.compile(read(sheetPath), {
      base: path.dirname(sheetPath),
      // eslint-disable-next-line @typescript-eslint/require-await -- Tailwind wants a promise
      loadStylesheet: async (id, base) => {
        const own = Object.hasOwn(this.tailwindSheets, id) ? this.tailwindSheets[id] : undefined;
        if (own !== undefined) return { path: id, base: 'tailwindcss', content: own };
        const imported = importedSheet(id, base, sources);
        return { path: imported, base: path.dirname(imported), content: read(imported) };
      },
      // eslint-disable-next-line @typescript-eslint/require-await -- Tailwind wants a promise
      loadModule: async (id, _base, kind) => {
        throw new Error(`@${kind} "${id}" is not supported: a preview runs no code of the project`);
      },
    });
    refuseForeignSources(compiled);
    return { compiled, inputs, removed, seen: new Set() };
  }
}

function importedSheet(id: string, base: string, sources: StylesheetSources): string {
  const resolution = resolveImport(id, path.join(base, 'sheet.css'), 'import-rule', sources);
  if (resolution.kind === 'file') return resolution.path;
  throw new Error(
    'message' in resolution ? resolution.message : `the stylesheet "${id}" is not available`,
  );
}

/** All of the project is scanned anyway; what is outside of it does not exist for a preview. */
function refuseForeignSources({ sources, root }: Compiled): void {
  const named = root !== null && root !== 'none' ? [...sources, root] : sources;
  for (const { base, pattern } of named) {
    const target = path.normalize(path.join(base, pattern));
    if (path.isAbsolute(pattern) || target === '..' || target.startsWith('../')) {
      throw new Error(`@source "${pattern}" is outside of the project`);
    }
  }
}

function isCurrent({ inputs }: CompiledSheet, sources: StylesheetSources): boolean {
  return [...inputs].every(([path, text]) => sources.has(path) && sources.textOf(path) === text);
}

function staleCount({ seen }: CompiledSheet, candidates: ReadonlySet<string>): number {
  let stale = 0;
  for (const candidate of seen) if (!candidates.has(candidate)) stale += 1;
  return stale;
}
