import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { defaultTheme, packageStylesCss } from '../src/theme/index.ts';

/** Writes src/styles.css from the default theme: `npx tsx packages/ui/scripts/write-styles.ts`. */
writeFileSync(
  fileURLToPath(new URL('../src/styles.css', import.meta.url)),
  packageStylesCss(defaultTheme()),
);
