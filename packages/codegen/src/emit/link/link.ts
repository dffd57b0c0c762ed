import { type BlockLibrary } from '../../blocks/block-library.ts';
import {
  mentions,
  printModule,
  readModule,
  type ImportedName,
  type ModuleText,
} from './module-text.ts';
import { relativePath, resolvePath } from './paths.ts';
import { type UiSource } from './ui-source.ts';

export interface Linked {
  /** The emitted files, the blocks that they need, and the components that these need. */
  files: Map<string, string>;
  /** npm packages that they import, without those that only tests use. */
  packages: Set<string>;
}

const UI_PACKAGE = '@promptly/ui';

/**
 * Joins emitted files with the blocks and components that they import, directly or through others, and nothing else.
 * `change` rewrites the body of each file on its way. Throws on an import that leads nowhere: a fault of an emitter.
 */
export function link(
  emitted: ReadonlyMap<string, string>,
  blocks: BlockLibrary,
  ui: UiSource,
  change: (body: string) => string,
): Linked {
  const files = new Map<string, string>();
  const components = new Set<string>();
  const packages = new Set<string>();
  const queue = [...emitted.keys()];

  for (const path of queue) {
    if (files.has(path)) continue;
    const text = emitted.get(path) ?? blocks.files.get(path);
    if (text === undefined)
      throw new Error(`an emitted file imports ${path}, which nothing provides`);
    if (!/\.tsx?$/.test(path)) {
      files.set(path, text);
      continue;
    }
    const module = readModule(text);
    const linked = { ...withComponents(path, module, ui, components), body: change(module.body) };
    const printed = printModule(linked, module.body);
    files.set(path, printed);
    for (const specifier of readModule(printed).imports.keys()) {
      if (specifier.startsWith('.')) {
        const target = resolvePath(path, specifier);
        if (!ui.has(target)) queue.push(target);
      } else if (!/\.test\.tsx?$|^src\/test\//.test(path)) {
        packages.add(packageOf(specifier));
      }
    }
  }

  for (const [path, text] of ui.filesFor(components)) files.set(path, text);
  for (const name of ui.packagesFor(components)) packages.add(name);
  return { files, packages };
}

/** Turns imports of the component library into imports of the copied files. */
function withComponents(
  path: string,
  { imports, body }: ModuleText,
  ui: UiSource,
  components: Set<string>,
): ModuleText {
  const names = imports.get(UI_PACKAGE) ?? [];
  const rest = new Map([...imports].filter(([specifier]) => specifier !== UI_PACKAGE));
  for (const imported of names) {
    const { file, component } = ui.locate(imported.name);
    const specifier = relativePath(path, file);
    rest.set(specifier, [...(rest.get(specifier) ?? []), imported] satisfies ImportedName[]);
    if (component && mentions(body, imported.name)) components.add(component);
  }
  return { imports: rest, body };
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
