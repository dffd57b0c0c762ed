import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { ICON_CORE_SPECIFIER, ICON_SPECIFIER } from './icons.ts';

/** React's own build: `development` explains mistakes, `production` is smaller. */
export type VendorMode = 'development' | 'production';

/** How one import specifier becomes an ES module. */
export interface VendorEntry {
  specifier: string;
  /** Name of its file in the vendor folder. */
  file: string;
  /** An import that esbuild resolves from this package, or source text made for it. */
  source: { import: string } | { text: string };
}

/** Packages that a generated app may import; `vendorVersions` says which versions. */
export const VENDOR_PACKAGES = [
  'react',
  'react-dom',
  'react-router',
  'lucide-react',
  'radix-ui',
  'clsx',
  'tailwind-merge',
  'class-variance-authority',
  'react-hook-form',
  'zod',
  '@hookform/resolvers',
] as const;

/** Packages that the page's own runtime is made with. */
export const RUNTIME_PACKAGES = ['react-refresh'] as const;

/** What nearly every app imports, by specifier. */
export const USUAL_PACKAGES: readonly string[] = [
  'react',
  'react/jsx-runtime',
  'react-dom/client',
  'react-router',
  ICON_CORE_SPECIFIER,
  'radix-ui',
  'clsx',
  'tailwind-merge',
  'class-variance-authority',
  'react-hook-form',
];

/** Root of this package: the only place from which vendored packages are resolved. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url));

const shim = (name: string) => ({
  import: path.join(PACKAGE_ROOT, 'src', 'runtime', 'shims', name),
});

/** Every specifier that is served, in the order in which they are listed to people. */
export function vendorEntries(mode: VendorMode): VendorEntry[] {
  return [
    commonJsEntry('react', `react.${mode}.js`),
    commonJsEntry('react/jsx-runtime', `react-jsx-runtime.${mode}.js`),
    commonJsEntry('react/jsx-dev-runtime', `react-jsx-dev-runtime.${mode}.js`),
    commonJsEntry('react-dom', `react-dom.${mode}.js`),
    entry('react-dom/client', shim('react-dom-client.ts')),
    entry('react-router', shim('react-router.ts')),
    entry('react-router/dom'),
    entry(ICON_SPECIFIER),
    entry(ICON_CORE_SPECIFIER, { text: iconCore() }),
    entry('radix-ui'),
    entry('clsx'),
    entry('tailwind-merge'),
    entry('class-variance-authority'),
    entry('react-hook-form'),
    entry('zod'),
    entry('@hookform/resolvers/zod'),
  ];
}

/** Named file by file: through the package's index, the core would bring every icon along. */
function iconCore(): string {
  const modules = path.join(path.dirname(requireHere().resolve(ICON_SPECIFIER)), '../esm');
  const from = (name: string) => JSON.stringify(path.join(modules, name));
  return `export { default as createLucideIcon } from ${from('createLucideIcon.mjs')};
export { default as Icon } from ${from('Icon.mjs')};
export { LucideProvider, useLucideContext } from ${from('context.mjs')};
`;
}

/** `require` as this package's own code would use it. */
export function requireHere(): NodeJS.Require {
  return createRequire(path.join(PACKAGE_ROOT, 'package.json'));
}

function entry(specifier: string, source: VendorEntry['source'] = { import: specifier }) {
  return { specifier, file: `${specifier.replace('@', '').replaceAll('/', '-')}.js`, source };
}

/** CommonJS has no named exports of its own: they are read from the build that will be bundled. */
function commonJsEntry(specifier: string, build: string): VendorEntry {
  const require = requireHere();
  const folder = path.dirname(require.resolve(specifier));
  const exported = require(path.join(folder, 'cjs', build)) as Record<string, unknown>;
  const names = Object.keys(exported).filter((name) => name !== 'default');
  const from = JSON.stringify(specifier);
  return entry(specifier, {
    text: `import module from ${from};\nexport default module;\nexport const { ${names.join(', ')} } = module;\n`,
  });
}
