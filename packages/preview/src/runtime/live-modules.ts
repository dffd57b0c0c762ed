import {
  injectIntoGlobalHook,
  isLikelyComponentType,
  performReactRefresh,
  register,
  setSignature,
} from 'react-refresh/runtime';

import type { ComponentChanges } from '../component-changes.ts';

type Exports = Readonly<Record<string, unknown>>;

/** Called by the compiled modules of an app; `script` is the address of the script that they stand in. */
export interface ModuleHost {
  /** A module of a bundle has run. */
  define(script: string, path: string, exports: Exports): void;
  /** The module of a patch has run. */
  stage(script: string, changes: ComponentChanges): void;
  /** What a patch imports of the app that it is made for. Throws where that is not there. */
  imports(script: string, path: string, names: readonly string[]): Exports;
}

/** Replaces modules of the app that runs, as React Refresh does it: what the app keeps in its state stays. */
export interface LiveModules extends ModuleHost {
  /** Whether a script has run such a module. */
  has(script: string, path: string): boolean;
  /** Runs a patch of a script's module; null where it does not fit. Nothing is seen of it yet. */
  prepare(script: string, path: string, patchAddress: string): Promise<Replacement | null>;
  /** Forgets the modules of all other scripts. */
  keepOnly(script: string): void;
}

export interface Replacement {
  /** Renders the new components where the old ones were. Errors of the app are React's to tell. */
  show(): void;
  /** Renders the old ones again, after `show`. */
  undo(): void;
  /** Patches from now on find the new module. */
  keep(): void;
}

/** Must be there before React is, which tells a refresh of its roots from then on. */
export function createLiveModules(
  importModule: (address: string) => Promise<unknown> = (address) => import(address),
): LiveModules {
  injectIntoGlobalHook(window);
  const scripts = new Map<string, Map<string, Exports>>();
  /** Patch → the script that it is made for. */
  const targets = new Map<string, string>();
  const staged = new Map<string, ComponentChanges>();
  /** Of the scripts that ran: families of components are known for good by their ids, which shall be short. */
  const numbers = new Map<string, number>();

  const find = (script: string, path: string) => scripts.get(script)?.get(path);

  async function run(script: string, address: string) {
    targets.set(address, script);
    try {
      const exports = (await importModule(address)) as Exports;
      const changes = staged.get(address);
      return changes && { exports, changes };
    } catch {
      // The whole script fails likewise, and says why.
      return undefined;
    } finally {
      targets.delete(address);
      staged.delete(address);
    }
  }

  return {
    define(script, path, exports) {
      const modules = scripts.get(script) ?? new Map<string, Exports>();
      scripts.set(script, modules.set(path, exports));
      if (!numbers.has(script)) numbers.set(script, numbers.size);
    },
    stage(script, changes) {
      staged.set(script, changes);
    },
    imports(script, path, names) {
      const found = find(targets.get(script) ?? '', path);
      const missing = found ? names.find((name) => !(name in found)) : 'module';
      if (!found || missing !== undefined) throw new Error(`${path} has no ${missing}`);
      return found;
    },
    has: (script, path) => find(script, path) !== undefined,
    async prepare(script, path, address) {
      const old = find(script, path);
      const patch = old && (await run(script, address));
      if (!old || !patch || !areComponents(old) || !areComponents(patch.exports)) return null;
      const { exports, changes } = patch;
      const all = Object.entries(changes);
      const idOf = (name: string) => `${numbers.get(script)} ${path} ${name}`;
      return {
        show() {
          for (const [name, { before, after, resets }] of all) {
            replace(idOf(name), [old[name], before, false], [exports[name], after, resets]);
          }
          performReactRefresh();
        },
        undo() {
          for (const [name, { before, after }] of all) {
            // A type is known for good: what stands in for the old one is another one that does the same.
            const standIn = standInFor(old[name]);
            replace(idOf(name), [exports[name], after, false], [standIn, before, false]);
          }
          performReactRefresh();
        },
        keep() {
          scripts.get(script)?.set(path, exports);
        },
      };
    },
    keepOnly(script) {
      for (const other of scripts.keys()) if (other !== script) scripts.delete(other);
    },
  };
}

type SignedType = readonly [type: unknown, signature: string, resets: boolean];

/** The first of two types founds a family, if it is in none yet; the second is what the family renders from now on. */
function replace(id: string, ...types: readonly [SignedType, SignedType]): void {
  for (const [type, signature, resets] of types) {
    register(type, id);
    setSignature(type, signature, resets);
  }
}

function areComponents(exports: Exports): boolean {
  const values = Object.values(exports);
  return values.length > 0 && values.every(isLikelyComponentType);
}

type Wrapper = { type?: unknown; render?: unknown };

/** Of a function, or of what `memo` and `forwardRef` make of one. */
function standInFor(type: unknown): unknown {
  if (typeof type === 'function') {
    const standIn = (type as (...args: unknown[]) => unknown).bind(undefined);
    return Object.defineProperty(standIn, 'name', { value: type.name });
  }
  const { type: memoized, render, ...rest } = type as Wrapper;
  if (memoized !== undefined) return { ...rest, type: standInFor(memoized) };
  return { ...rest, render: standInFor(render) };
}
