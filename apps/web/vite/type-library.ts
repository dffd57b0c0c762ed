import path from 'node:path';

import { type Plugin } from 'vite';

// By its path: Vite bundles its configuration, while a package's name would be left to Node, which reads no TypeScript.
import { APP_DEPENDENCIES } from '../../../packages/common/src/app-toolchain.ts';
import { collectTypes } from './collect-types.ts';

const MODULE_ID = 'virtual:type-library';
const RESOLVED_ID = `\0${MODULE_ID}`;
const DEV_URL = '/@type-library.json';
const FOLDER = path.dirname(import.meta.dirname);

/** What a project's files may import: its packages, their further entries, and what its tests use. */
export const TYPED_MODULES = [
  ...Object.keys(APP_DEPENDENCIES).filter((name) => name !== '@hookform/resolvers'),
  '@hookform/resolvers/zod',
  'react/jsx-runtime',
  'react-dom/client',
  'react-router/dom',
  'vite/client',
  'vitest',
  '@testing-library/react',
  '@testing-library/user-event',
  '@testing-library/jest-dom/vitest',
];

/** Gives the editor the types of the packages that projects use, as one file: `import url from 'virtual:type-library'`. */
export function typeLibrary(): Plugin {
  let isBuild = true;
  let text: string | undefined;
  const libraryText = () => (text ??= JSON.stringify(collectTypes(TYPED_MODULES, FOLDER)));
  return {
    name: 'type-library',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: (id) => (id === MODULE_ID ? RESOLVED_ID : undefined),
    load(id) {
      if (id !== RESOLVED_ID) return undefined;
      if (!isBuild) return `export default ${JSON.stringify(DEV_URL)};`;
      const reference = this.emitFile({
        type: 'asset',
        name: 'type-library.json',
        source: libraryText(),
      });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
    configureServer(server) {
      server.middlewares.use(DEV_URL, (_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(libraryText());
      });
    },
  };
}
