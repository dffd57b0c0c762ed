// Checks the types of every workspace with the native compiler.
import { checkParts, workspaces } from './workspaces.mjs';

const tsc = 'node_modules/typescript-native/bin/tsc';

await checkParts(
  'types',
  workspaces.map((name) => ({ name, args: [tsc, '-p', name, '--pretty', 'false'] })),
);
