import { createHash } from 'node:crypto';

import { PREVIEW_HOST_KEY } from '../runtime/host-key.ts';

/** What can be read of a module without parsing it: enough to tell whether it can be replaced while its app runs. */
export interface LiveSource {
  /** Exported name → the name within the module. */
  exports: ReadonlyMap<string, string>;
  /** False where a part of what it exports is written in another way than these names tell. */
  isWhole: boolean;
  /** Names that could be components. */
  components: readonly string[];
  /** Another one means that the state of its components no longer fits. */
  signature: string;
}

const DECLARATION =
  /^(export\s+)?(default\s+)?(?:async\s+)?(?:function\*?|const|class)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gmu;
/** What stands where a name would: `class extends Base`, `const enum Kind`. */
const NO_NAMES: ReadonlySet<string> = new Set(['extends', 'implements', 'enum']);
const TYPE_EXPORT = /^export\s+(?:type|interface|declare)\b/gm;
const EXPORT_LIST = /^export\s*\{([^{}]*)\}\s*;?[ \t]*$/gm;
const LISTED = /^([\p{L}_$][\p{L}\p{N}_$]*)(?:\s+as\s+([\p{L}_$][\p{L}\p{N}_$]*))?$/u;
const DEFAULT_NAME = /^export\s+default\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*;?[ \t]*$/gmu;
const EXPORT_WORD = /\bexport\b/g;
const HOOK_LINE = /\buse(?:[A-Z]\w*)?\s*[(<].*/g;

/** Reads the top level of a source as formatters write it: one declaration at the beginning of a line. */
export function readLiveSource(text: string): LiveSource {
  const exports = new Map<string, string>();
  const components: string[] = [];
  let told = text.match(TYPE_EXPORT)?.length ?? 0;
  for (const [, exported, isDefault, name = ''] of text.matchAll(DECLARATION)) {
    if (/^\p{Lu}/u.test(name)) components.push(name);
    if (exported === undefined || NO_NAMES.has(name)) continue;
    told += 1;
    exports.set(isDefault === undefined ? name : 'default', name);
  }
  for (const [, list = ''] of text.matchAll(EXPORT_LIST)) {
    const names = list.split(',').flatMap((item) => item.trim() || []);
    const read = names.filter((item) => !item.startsWith('type ')).map((item) => LISTED.exec(item));
    for (const match of read) if (match?.[1]) exports.set(match[2] ?? match[1], match[1]);
    if (!read.includes(null)) told += 1;
  }
  for (const [, name = ''] of text.matchAll(DEFAULT_NAME)) {
    told += 1;
    exports.set('default', name);
  }
  return {
    exports,
    // A word too many, also in a comment or a text, is a reason to be careful and nothing more.
    isWhole: told === (text.match(EXPORT_WORD)?.length ?? 0),
    components,
    signature: hashOf((text.match(HOOK_LINE) ?? []).join('\n')),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The page's runtime in generated code; undefined where an app runs without one. */
const MODULES = `globalThis[Symbol.for(${JSON.stringify(PREVIEW_HOST_KEY)})]?.modules`;

/** Code for the end of a module of a bundle: it makes the module known to the page. */
export function defineModule(id: string, source: LiveSource): string {
  const getters = Array.from(
    source.exports,
    ([exported, name]) => `get ${JSON.stringify(exported)}() { return ${name}; }`,
  );
  return `\n${MODULES}?.define(import.meta.url, ${JSON.stringify(id)}, { exports: { ${getters.join(', ')} }, ${factsOf(source)} });\n`;
}

/** Code for the end of a module that shall take the place of a running one. */
export function stageModule(source: LiveSource): string {
  return `\n${MODULES}?.stage(import.meta.url, { ${factsOf(source)} });\n`;
}

/** Code that stands for an import of running modules. `names` are those that must be there. */
export function importModule(id: string, names: readonly string[]): string {
  return `${MODULES}.imports(import.meta.url, ${JSON.stringify(id)}, ${JSON.stringify(names)})`;
}

function factsOf({ isWhole, components, signature }: LiveSource): string {
  // What only looks like a declaration, within a text for example, has no value.
  const values = components.map(
    (name) => `[${JSON.stringify(name)}, typeof ${name} === "undefined" ? undefined : ${name}]`,
  );
  return `isWhole: ${isWhole}, signature: ${JSON.stringify(signature)}, components: [${values.join(', ')}]`;
}
