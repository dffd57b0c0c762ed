import { ICON_CORE_SPECIFIER, ICON_SPECIFIER, type IconTable } from '../vendor/icons.ts';
import { defineExports } from './live-code.ts';

/** Which icons a source names: their exported names, or `all` when it uses the package in another way. */
export type IconUse = readonly string[] | 'all';

const MENTION = /(['"])lucide-react\1/g;
const NAMED_IMPORT = /\bimport\s+(?:type\s+)?\{([^{}]*)\}\s*from\s*(['"])lucide-react\2/g;
const EXPORTED_NAME = /^([A-Za-z][\w$]*)(?:\s+as\s+[\w$]+)?$/;

/** Reads which icons a source imports by name. */
export function iconUse(text: string): IconUse {
  const mentions = text.match(MENTION)?.length ?? 0;
  if (mentions === 0) return [];
  const clauses = [...text.matchAll(NAMED_IMPORT)].map(([, names = '']) => names);
  if (clauses.length !== mentions) return 'all';
  const names = clauses
    .flatMap((clause) => clause.replace(/\/\*[^]*?(?:\*\/|$)|\/\/.*/g, '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => EXPORTED_NAME.exec(name)?.[1]);
  return names.some((name) => name === undefined || name === 'icons') ? 'all' : (names as string[]);
}

/** Name of the icons' module among the modules of a running app. No file has it, since none has an empty folder. */
export const LIVE_ICONS = `//${ICON_SPECIFIER}`;

/** A module with the named icons alone, drawn by the vendored core; a live one is known to the page. */
export function iconModule(names: Iterable<string>, table: IconTable, isLive = false): string {
  const core = JSON.stringify(ICON_CORE_SPECIFIER);
  const lines = [
    `import { createLucideIcon } from ${core};`,
    `export { createLucideIcon, Icon, LucideProvider, useLucideContext } from ${core};`,
  ];
  const exports = new Map<string, string>();
  const exportsByIcon = new Map<number, string[]>();
  for (const name of [...new Set(names)].sort()) {
    if (!Object.hasOwn(table.names, name)) continue;
    const index = table.names[name] ?? 0;
    exportsByIcon.set(index, [...(exportsByIcon.get(index) ?? []), name]);
  }
  for (const [index, exported] of exportsByIcon) {
    const drawing = JSON.stringify(table.icons[index]);
    lines.push(`const icon${index} = /* @__PURE__ */ createLucideIcon(${drawing});`);
    lines.push(`export { ${exported.map((name) => `icon${index} as ${name}`).join(', ')} };`);
    for (const name of exported) exports.set(name, `icon${index}`);
  }
  if (isLive) lines.push(defineExports(LIVE_ICONS, exports));
  return lines.join('\n');
}
