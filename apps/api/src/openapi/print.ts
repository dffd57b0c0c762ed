import { buildOpenApiDocument } from './document.ts';
import { documentedRoutes } from '../routes/index.ts';

/** Prints the document, without starting anything. */
process.stdout.write(`${JSON.stringify(buildOpenApiDocument(documentedRoutes), null, 2)}\n`);
