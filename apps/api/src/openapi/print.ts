import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { documentedRoutes } from '../routes/index.ts';
import { buildOpenApiDocument } from './document.ts';
import { postmanCollectionOf } from './postman.ts';

// Prints the document without starting anything, or writes it to a file that is named; with `--postman`, the
// collection of it.
const [file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const document = buildOpenApiDocument(documentedRoutes);
const printed = process.argv.includes('--postman') ? postmanCollectionOf(document) : document;
const text = `${JSON.stringify(printed, null, 2)}\n`;
if (file === undefined) {
  process.stdout.write(text);
} else {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
