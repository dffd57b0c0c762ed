import { type Locale } from '@promptly/common';

import { type Localized, textIn } from '../../spec/localized.ts';
import { type Emitted } from '../emitted.ts';
import { jsxAttribute, jsxText, localizedLiteral, stringLiteral } from './literals.ts';

/** Collects the files of a site, what they import, and, where it speaks several languages, its messages. */
export interface SiteFiles {
  readonly locales: readonly Locale[];
  readonly multilingual: boolean;
  /** Path in the app → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Key such as "home.title" → text, of multilingual sites. */
  readonly messages: ReadonlyMap<string, Localized>;
  /** Begins a TypeScript file. */
  module(path: string): ModuleWriter;
  /** Adds a file that imports nothing. */
  add(path: string, text: string): void;
  has(path: string): boolean;
  emitted(): Emitted;
}

/** One TypeScript file in the making: what it says registers what it needs. */
export interface ModuleWriter {
  readonly multilingual: boolean;
  /** Imports names of an RDC UI component; "type X" imports a type. */
  ui(component: string, ...names: string[]): void;
  /** Imports names from npm. */
  npm(name: string, ...names: string[]): void;
  /** Imports names from a package that only tests use. */
  dev(name: string, ...names: string[]): void;
  /** Imports names from a file of the app, given by its path in the app. */
  local(path: string, ...names: string[]): void;
  /** Text between JSX tags. */
  jsx(key: string, text: Localized): string;
  /** The value of a JSX attribute. */
  attr(key: string, text: Localized): string;
  /** An expression that gives the text. */
  expr(key: string, text: Localized): string;
  /** An expression that reads a text out of data: `offer.name`. */
  read(expression: string): string;
  /** An expression that gives the language in force, of multilingual sites. */
  locale(): string;
  /** A text as it stands in data. */
  value(text: Localized): string;
  /** The type of a text in data. */
  textType(): string;
  /** The statement that a component needs before it says anything; empty where it says nothing. */
  hooks(): string;
  /** Writes the file. */
  write(body: string): void;
}

const I18N_PATH = 'src/i18n/locale.tsx';

export function createSiteFiles(locales: readonly Locale[]): SiteFiles {
  const files = new Map<string, string>();
  const messages = new Map<string, Localized>();
  const components = new Set<string>();
  const packages = new Set<string>();
  const multilingual = locales.length > 1;
  const only = locales[0] ?? 'en';

  function module(path: string): ModuleWriter {
    const imports = new Map<string, Set<string>>();
    const used = new Set<'locale' | 't' | 'text'>();
    const include = (source: string, names: readonly string[]) => {
      const known = imports.get(source) ?? new Set<string>();
      imports.set(source, new Set([...known, ...names]));
    };
    const local = (target: string, ...names: string[]) =>
      include(relativePath(path, target), names);
    const message = (key: string, text: Localized) => {
      messages.set(key, text);
      used.add('t');
      return `t.${key}`;
    };
    return {
      multilingual,
      ui(component, ...names) {
        components.add(component);
        local(`src/components/ui/${component}.tsx`, ...names);
      },
      npm(name, ...names) {
        packages.add(packageOf(name));
        include(name, names);
      },
      dev: (name, ...names) => include(name, names),
      local,
      jsx: (key, text) => (multilingual ? `{${message(key, text)}}` : jsxText(textIn(text, only))),
      attr: (key, text) =>
        multilingual ? `{${message(key, text)}}` : jsxAttribute(textIn(text, only)),
      expr: (key, text) => (multilingual ? message(key, text) : stringLiteral(textIn(text, only))),
      read(expression) {
        if (!multilingual) return expression;
        used.add('text');
        return `text(${expression})`;
      },
      locale() {
        used.add('locale');
        return 'locale';
      },
      value: (text) =>
        multilingual ? localizedLiteral(text, locales) : stringLiteral(textIn(text, only)),
      textType() {
        if (!multilingual) return 'string';
        local(I18N_PATH, 'type LocalText');
        return 'LocalText';
      },
      hooks() {
        if (used.size === 0) return '';
        local(I18N_PATH, 'useLocale');
        return `const { ${[...used].sort().join(', ')} } = useLocale();`;
      },
      write(body) {
        files.set(path, `${importLines(imports)}\n${withoutGaps(body)}\n`);
      },
    };
  }

  return {
    locales,
    multilingual,
    files,
    messages,
    module,
    add: (path, text) => void files.set(path, text),
    has: (path) => files.has(path),
    emitted: () => ({ files, components, packages }),
  };
}

/** Lines of blanks are what an absent part of a template leaves behind; empty lines are meant. */
function withoutGaps(body: string): string {
  return body.replace(/^[ \t]+\n/gm, '').trim();
}

/** Packages first, then files from far to near, as the library orders its own. */
function importLines(imports: ReadonlyMap<string, ReadonlySet<string>>): string {
  const line = ([source, names]: readonly [string, ReadonlySet<string>]) =>
    `import { ${[...names].sort(byName).join(', ')} } from '${source}';`;
  const sorted = [...imports].sort(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const packages = sorted.filter(([source]) => !source.startsWith('.')).map(line);
  const local = sorted.filter(([source]) => source.startsWith('.')).map(line);
  return [...packages, ...(packages.length > 0 && local.length > 0 ? [''] : []), ...local, ''].join(
    '\n',
  );
}

/** "@scope/name/part" → "@scope/name". */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function sortKey(source: string): string {
  return source.startsWith('./') ? `~${source}` : source;
}

function byName(a: string, b: string): number {
  const [left, right] = [a.replace('type ', ''), b.replace('type ', '')];
  return left < right ? -1 : left > right ? 1 : 0;
}

function relativePath(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < folder.length && folder[shared] === target[shared]) shared += 1;
  const up = folder.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${target.slice(shared).join('/')}`;
}
