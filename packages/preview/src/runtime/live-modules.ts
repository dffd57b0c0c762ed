import {
  injectIntoGlobalHook,
  isLikelyComponentType,
  performReactRefresh,
  register,
  setSignature,
} from 'react-refresh/runtime';

type Exports = Readonly<Record<string, unknown>>;

/** What a module tells of itself. */
interface ModuleFacts {
  /** False where it may export more than it tells. */
  isWhole: boolean;
  /** Another one means that the state of its components no longer fits. */
  signature: string;
  /** By the names that they have within the module; a value may be anything. */
  components: readonly (readonly [name: string, value: unknown])[];
}

interface LiveModule extends ModuleFacts {
  exports: Exports;
}

/** Called by the compiled modules of an app; `script` is the address of the script that they stand in. */
export interface ModuleHost {
  /** A module of a bundle has run. */
  define(script: string, id: string, module: LiveModule): void;
  /** The module of a patch has run. */
  stage(script: string, facts: ModuleFacts): void;
  /** What a patch imports of the app that it is made for. Throws where that is not there. */
  imports(script: string, id: string, names: readonly string[]): Exports;
}

/** Replaces modules of the app that runs, as React Refresh does it: what the app keeps in its state stays. */
export interface LiveModules extends ModuleHost {
  /** Whether a module of a running script exports nothing but components, so that it can be replaced. */
  canReplace(script: string, id: string): boolean;
  /**
   * Runs a patch of a script's module; null where it does not fit, and nothing has changed. `show` changes the pixels,
   * and must be followed by `undo` where that threw in the app.
   */
  prepare(script: string, id: string, patchAddress: string): Promise<Replacement | null>;
  /** Forgets the modules of all other scripts. */
  keepOnly(script: string): void;
}

export interface Replacement {
  show(): void;
  undo(): void;
  /** The new module is what later patches find. */
  keep(): void;
}

/** Must be there before React is: React tells a refresh of its roots from then on. */
export function createLiveModules(
  importModule: (address: string) => Promise<unknown> = (address) => import(address),
): LiveModules {
  injectIntoGlobalHook(window);
  const scripts = new Map<string, Map<string, LiveModule>>();
  /** Patch → the script that it is made for. */
  const targets = new Map<string, string>();
  const staged = new Map<string, ModuleFacts>();

  const find = (script: string, id: string) => scripts.get(script)?.get(id);

  async function run(script: string, id: string, address: string): Promise<LiveModule | null> {
    targets.set(address, script);
    try {
      const exports = { ...((await importModule(address)) as Exports) };
      const facts = staged.get(address);
      const old = find(script, id);
      const fits = facts && old && sameNames(exports, old.exports) && areComponents(exports);
      return fits ? { ...facts, exports } : null;
    } catch {
      // The bundle fails likewise, and says why.
      return null;
    } finally {
      targets.delete(address);
      staged.delete(address);
    }
  }

  return {
    define(script, id, module) {
      const modules = scripts.get(script) ?? new Map<string, LiveModule>();
      scripts.set(script, modules.set(id, module));
      registerAll(nameOf(script, id), typesOf(module), module.signature);
    },
    stage(script, facts) {
      staged.set(script, facts);
    },
    imports(script, id, names) {
      const found = find(targets.get(script) ?? '', id);
      const missing = names.find((name) => !found || !(name in found.exports));
      if (!found || missing !== undefined) throw new Error(`${id} has no ${missing ?? 'exports'}`);
      return found.exports;
    },
    canReplace(script, id) {
      const module = find(script, id);
      return module !== undefined && module.isWhole && areComponents(module.exports);
    },
    async prepare(script, id, address) {
      const old = find(script, id);
      const next = await run(script, id, address);
      if (!old || !next) return null;
      const name = nameOf(script, id);
      return {
        show() {
          registerAll(name, typesOf(next), next.signature);
          performReactRefresh();
        },
        undo() {
          // A type is known for good: what stands in for an old one must be another one that does the same.
          const types = typesOf(old).map(([key, type]) => [key, standInFor(type)] as const);
          registerAll(name, types, old.signature);
          performReactRefresh();
        },
        keep() {
          scripts.get(script)?.set(id, next);
        },
      };
    },
    keepOnly(script) {
      for (const other of scripts.keys()) if (other !== script) scripts.delete(other);
    },
  };
}

type NamedTypes = readonly (readonly [name: string, type: unknown])[];

/** Its components by stable names; what is exported besides under a name that no identifier has. */
function typesOf({ components, exports }: LiveModule): NamedTypes {
  const exported = Object.keys(exports).map((name) => [`export ${name}`, valueOf(exports, name)]);
  return [...components, ...(exported as [string, unknown][])].filter(([, value]) =>
    isLikelyComponentType(value),
  );
}

function registerAll(module: string, types: NamedTypes, signature: string): void {
  for (const [name, type] of types) {
    register(type, `${module} ${name}`);
    setSignature(type, signature);
  }
}

function nameOf(script: string, id: string): string {
  return `${script} ${id}`;
}

function sameNames(a: Exports, b: Exports): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b);
}

function areComponents(exports: Exports): boolean {
  const names = Object.keys(exports);
  return names.length > 0 && names.every((name) => isLikelyComponentType(valueOf(exports, name)));
}

/** An export may be a type only, which a getter finds out when it is asked. */
function valueOf(exports: Exports, name: string): unknown {
  try {
    return exports[name];
  } catch {
    return undefined;
  }
}

type AnyFunction = (...args: unknown[]) => unknown;
type AnyClass = new (...args: unknown[]) => object;

function standInFor(type: unknown): unknown {
  if (typeof type !== 'function') return { ...(type as object) };
  const { prototype } = type as { prototype?: { isReactComponent?: unknown } };
  const standIn = prototype?.isReactComponent
    ? class extends (type as AnyClass) {}
    : (type as AnyFunction).bind(undefined);
  return Object.defineProperty(standIn, 'name', { value: type.name });
}
