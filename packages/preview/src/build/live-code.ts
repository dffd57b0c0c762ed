import { PREVIEW_HOST_KEY } from '../runtime/host-key.ts';
import type { ComponentChanges } from '../component-changes.ts';

/** The page's registry of modules; undefined where an app runs without the page's runtime. */
const MODULES = `globalThis[${JSON.stringify(PREVIEW_HOST_KEY)}]?.modules`;

/** No project has a name like this one. */
const OWN_NAMESPACE = '__previewOwnModule$';

/** Code for the end of a module of a bundle: it makes what the module exports known to the page. */
export function defineModule(path: string): string {
  const own = JSON.stringify(`/${path}`);
  return `\nimport * as ${OWN_NAMESPACE} from ${own};\n${MODULES}?.define(import.meta.url, ${JSON.stringify(path)}, ${OWN_NAMESPACE});\n`;
}

/** Code for a module whose exports are known by name. */
export function defineExports(id: string, names: ReadonlyMap<string, string>): string {
  const getters = Array.from(
    names,
    ([exported, local]) => `get ${JSON.stringify(exported)}() { return ${local}; }`,
  );
  return `${MODULES}?.define(import.meta.url, ${JSON.stringify(id)}, { ${getters.join(', ')} });`;
}

/** Code for the end of a module that shall take the place of a running one. */
export function stageModule(components: ComponentChanges): string {
  return `\n${MODULES}.stage(import.meta.url, ${JSON.stringify(components)});\n`;
}

/** Code that stands for an import of running modules. `names` are those that must be there. */
export function importModule(id: string, names: readonly string[]): string {
  return `${MODULES}.imports(import.meta.url, ${JSON.stringify(id)}, ${JSON.stringify(names)})`;
}
