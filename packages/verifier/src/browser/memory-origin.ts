import type { BrowserContext, Route } from 'playwright-core';

/** An address that no name server knows and no machine answers: only interception does. It is a secure context. */
export const APP_ORIGIN = 'https://app.test';

export interface MemoryFile {
  bytes: Uint8Array;
  contentType: string;
}

/** Answers a path such as `/src/logo.svg`, or undefined for what does not exist. */
export type Answer = (path: string, resourceType: string) => MemoryFile | undefined;

/** A request that nothing answered, because it goes elsewhere or because the app has no such file. */
export interface RefusedRequest {
  url: string;
  reason: 'foreign' | 'missing';
}

/** Answers every request of a context from memory; whatever goes elsewhere is aborted and told to `onRefused`. */
export async function serveFromMemory(
  context: BrowserContext,
  answer: Answer,
  onRefused: (request: RefusedRequest) => void,
): Promise<void> {
  await context.route('**/*', async (route) => {
    try {
      await respond(route, answer, onRefused);
    } catch {
      // The page went away while it was answered.
    }
  });
}

async function respond(
  route: Route,
  answer: Answer,
  onRefused: (request: RefusedRequest) => void,
): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  if (url.origin !== APP_ORIGIN) {
    onRefused({ url: url.href, reason: 'foreign' });
    return route.abort('blockedbyclient');
  }
  const file = answer(url.pathname, request.resourceType());
  if (!file) {
    onRefused({ url: url.href, reason: 'missing' });
    return route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' });
  }
  const { buffer, byteOffset, byteLength } = file.bytes;
  return route.fulfill({
    contentType: file.contentType,
    body: Buffer.from(buffer, byteOffset, byteLength),
  });
}
