// Lints every workspace in a process of its own: the types of all of them at once are more than one can hold.
import { checkParts, workspaces } from './workspaces.mjs';

const HEAP_MIB = 6144;
const eslint = [
  `--max-old-space-size=${HEAP_MIB}`,
  'node_modules/eslint/bin/eslint.js',
  ...['--max-warnings', '0'],
];
/** The largest first, beside which the small ones are done. */
const LARGEST = 'apps/api';

const others = workspaces.filter((name) => name !== LARGEST);
const rest = workspaces.flatMap((name) => ['--ignore-pattern', `${name}/`]);
await checkParts('lint', [
  ...[LARGEST, ...others].map((name) => ({ name, args: [...eslint, name] })),
  { name: 'the rest', args: [...eslint, '.', ...rest] },
]);
