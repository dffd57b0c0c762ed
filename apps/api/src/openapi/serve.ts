import { createHash } from 'node:crypto';

import { Router } from 'express';

import type { RouteGroup } from './document.ts';

/** Serves the document and its page; both are made at the first request. */
export function serveOpenApi(groups: readonly RouteGroup[]): Router {
  let made: Promise<{ json: string; page: string; csp: string }> | undefined;
  const router = Router();
  router.get('/api/v1/openapi.json', async (_req, res) => {
    const { json } = await (made ??= make(groups));
    res.type('application/json').set('Cache-Control', 'no-cache').send(json);
  });
  router.get('/docs', async (_req, res) => {
    const { page, csp } = await (made ??= make(groups));
    res
      .set('Content-Security-Policy', csp)
      .set('Cache-Control', 'no-cache')
      .type('html')
      .send(page);
  });
  return router;
}

/** Loaded here, as most runs of the program never need it. */
async function make(groups: readonly RouteGroup[]) {
  const [{ buildOpenApiDocument }, { renderDocsPage }, { DOCS_STYLE }] = await Promise.all([
    import('./document.ts'),
    import('./docs-page.ts'),
    import('./docs-style.ts'),
  ]);
  const document = buildOpenApiDocument(groups);
  const styleHash = createHash('sha256').update(DOCS_STYLE).digest('base64');
  return {
    json: JSON.stringify(document),
    page: renderDocsPage(document),
    csp: `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  };
}
