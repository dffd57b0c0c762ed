// Writes src/generated/schema.d.ts from the API's own OpenAPI document.
// `tsx scripts/generate.ts [openapi.json]`: without a file, the API prints the document.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

const client = path.dirname(import.meta.dirname);
const root = path.resolve(client, '../..');
const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

const file = process.argv[2];
const document = file ? await readFile(file, 'utf8') : await printedDocument();
const source = astToString(await openapiTS(JSON.parse(document) as OpenAPI3));
const target = path.join(client, 'src/generated/schema.d.ts');
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target, source);

async function printedDocument(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'apps/api/src/openapi/print.ts'],
    { cwd: root, maxBuffer: MAX_DOCUMENT_BYTES },
  );
  return stdout;
}
