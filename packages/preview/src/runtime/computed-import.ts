/**
 * What the builder turns `import(path)` into where the path is not one plain string. A preview is one
 * script, so a project's file cannot be asked for by a computed name; vendored packages and URLs can.
 */
export const COMPUTED_IMPORT = 'import\u200c';

export function installComputedImport(): void {
  const computedImport = (specifier: unknown): Promise<unknown> => {
    const name = String(specifier);
    return /^(?:\.{0,2}|@)\//.test(name)
      ? Promise.reject(new TypeError(`import("${name}"): a preview knows no computed paths`))
      : import(name);
  };
  Object.defineProperty(globalThis, COMPUTED_IMPORT, { value: computedImport });
}
