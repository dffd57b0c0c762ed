import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { documentedRoutes } from '../routes/index.ts';
import { contractOf, printContract } from './contract-of.ts';
import { buildOpenApiDocument } from './document.ts';
import { postmanCollectionOf } from './postman.ts';

// Prints the document without starting anything, or writes it to a file that is named; with `--postman`, the
// collection of it, and with `--contract`, what is kept of it with a release.
const [file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const text = print();
if (file === undefined) {
  process.stdout.write(text);
} else {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function print(): string {
  const document = buildOpenApiDocument(documentedRoutes);
  if (process.argv.includes('--contract')) return printContract(contractOf(document));
  const printed = process.argv.includes('--postman') ? postmanCollectionOf(document) : document;
  return `${JSON.stringify(printed, null, 2)}\n`;
}
