import type { IncomingMessage, ServerResponse } from 'node:http';

import type { PreviewBuild } from '../build/preview-build.ts';
import { USUAL_PACKAGES } from '../vendor/entries.ts';
import type { Vendor } from '../vendor/vendor.ts';
import { type Body, BuildCompressor, encodedBody } from './body.ts';
import { inlineJson, previewDocument, type PreviewDocumentInput } from './document.ts';
import { missingPage } from './missing-page.ts';
import { RecentBuilds } from './recent-builds.ts';
import {
  appPolicies,
  type FrameAncestors,
  inertHeaders,
  openerHeaders,
} from './security-headers.ts';

export interface PreviewHandlerOptions {
  /**
   * The present build behind a token; null when the token is unknown or has expired. `file` is what is asked
   * for: the name of one of the build's files, '' for its document.
   */
  resolve: (token: string, file: string) => Promise<{ build: PreviewBuild } | null>;
  vendor: Vendor;
  /** Who may embed previews: the studio's origin. */
  frameAncestors: FrameAncestors;
  /** Told of a failure that was answered with 500. */
  onError?: (error: unknown) => void;
}

export type PreviewHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Below any token: a page without an app, for which none is needed. */
export const BLANK_PAGE = 'blank';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const PREVIEW_PATH = /^\/p\/([\w.~-]{1,1024})(\/.*)?$/;
const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

/** An answer without a body is one without content. */
interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Body;
}

/**
 * Serves the preview origin: `/p/<token>/` with the files of its build, and `/vendor/<hash>/`. It takes no
 * credentials and sets no cookies; every document is sandboxed into an opaque origin of its own.
 */
export function createPreviewHandler({
  resolve,
  vendor,
  frameAncestors,
  onError,
}: PreviewHandlerOptions): PreviewHandler {
  // Relative to /p/<token>/, so that previews work under a path of another host, too.
  const vendorUrl = `../../vendor/${vendor.hash}/`;
  const importMap = vendor.importMap(vendorUrl);
  const appPolicy = appPolicies(frameAncestors, inlineJson(importMap));
  const inert = inertHeaders(frameAncestors);
  const compressor = new BuildCompressor();
  const recent = new RecentBuilds();

  async function answer(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return { status: 405, headers: { Allow: 'GET, HEAD' } };
    }
    const pathname = pathOf(request);
    if (pathname === '/favicon.ico') return { status: 204 };
    const vendored = vendorFile(pathname);
    if (vendored !== undefined) return vendorAnswer(request, vendored);

    const [, token, rest] = PREVIEW_PATH.exec(pathname) ?? [];
    if (token === undefined) return missing(request);
    if (rest === undefined) return { status: 308, headers: { Location: `${token}/` } };
    if (rest === `/${BLANK_PAGE}`) return blankAnswer(request);
    const found = await resolve(token, rest.slice(1));
    if (!found) return missing(request);
    if (rest === '/') return documentAnswer(request, token, found.build);
    return fileAnswer(request, token, rest.slice(1), found.build);
  }

  function vendorFile(pathname: string): string | undefined {
    const prefix = `/vendor/${vendor.hash}/`;
    return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined;
  }

  function vendorAnswer(request: IncomingMessage, name: string): Answer {
    const bytes = vendor.files.get(name);
    if (!bytes) return missing(request);
    const body = encodedBody(request, bytes, vendor.encodings.get(name));
    return immutable(SCRIPT_TYPE, body);
  }

  function documentAnswer(request: IncomingMessage, token: string, build: PreviewBuild): Answer {
    recent.keep(token, build);
    return pageAnswer(request, {
      ...build,
      scriptUrl: build.scriptName,
      styleUrl: build.styleName,
      preloadUrls: packageUrls(build.imports),
    });
  }

  function blankAnswer(request: IncomingMessage): Answer {
    return pageAnswer(request, {
      scriptUrl: null,
      styleUrl: null,
      packages: USUAL_PACKAGES,
      preloadUrls: packageUrls(USUAL_PACKAGES),
    });
  }

  function packageUrls(specifiers: readonly string[]): string[] {
    return vendor.filesFor(specifiers).map((file) => vendorUrl + file);
  }

  function pageAnswer(
    request: IncomingMessage,
    input: Omit<PreviewDocumentInput, 'runtimeUrl' | 'importMap'>,
  ): Answer {
    const runtimeUrl = vendorUrl + vendor.runtimeFile;
    return htmlAnswer(200, previewDocument({ ...input, runtimeUrl, importMap }), {
      'Content-Security-Policy': appPolicy(request.headers.host),
      ...openerHeaders(request),
    });
  }

  async function fileAnswer(
    request: IncomingMessage,
    token: string,
    name: string,
    current: PreviewBuild,
  ): Promise<Answer> {
    // A page that is loading while a newer build arrives still gets the files that it was promised.
    for (const build of [current, ...recent.of(token)]) {
      const file = buildFile(build, name);
      if (!file) continue;
      recent.keep(token, build);
      const body = await compressor.body(request, file.bytes, file.contentType);
      return immutable(file.contentType, body, file.headers);
    }
    return missing(request);
  }

  function missing(request: IncomingMessage): Answer {
    return htmlAnswer(404, missingPage(request.headers['accept-language']));
  }

  function send(request: IncomingMessage, response: ServerResponse, result: Answer): void {
    const { status, headers, body } = result;
    response.writeHead(status, {
      ...inert,
      ...headers,
      ...(body?.encoding && { 'Content-Encoding': body.encoding }),
      ...(status !== 204 && { 'Content-Length': body?.bytes.length ?? 0 }),
    });
    response.end(request.method === 'HEAD' ? undefined : body?.bytes);
  }

  return (request, response) => {
    answer(request)
      .catch((error: unknown): Answer => {
        onError?.(error);
        return { status: 500 };
      })
      .then((result) => {
        send(request, response, result);
      })
      .catch((error: unknown) => {
        onError?.(error);
        response.destroy();
      });
  };
}

interface BuildFile {
  bytes: Uint8Array;
  contentType: string;
  headers?: Record<string, string>;
}

function buildFile(build: PreviewBuild, name: string): BuildFile | undefined {
  for (const { script, scriptName, sourceMap } of build.patch ? [build, build.patch] : [build]) {
    if (script && name === scriptName) {
      const headers = { SourceMap: `${name}.map` };
      return { bytes: script, contentType: SCRIPT_TYPE, headers };
    }
    if (sourceMap && name === `${scriptName}.map`) {
      return { bytes: sourceMap, contentType: 'application/json; charset=utf-8' };
    }
  }
  if (name === build.styleName) {
    return { bytes: build.style, contentType: 'text/css; charset=utf-8' };
  }
  const asset = /^assets\/([^/]+)$/.exec(name)?.[1];
  return asset === undefined ? undefined : build.assets.get(asset);
}

function immutable(contentType: string, body: Body, more: Record<string, string> = {}): Answer {
  const headers = {
    ...more,
    'Content-Type': contentType,
    'Cache-Control': IMMUTABLE,
    Vary: 'Accept-Encoding',
  };
  return { status: 200, headers, body };
}

function htmlAnswer(status: number, html: string, headers: Record<string, string> = {}): Answer {
  const type = { 'Content-Type': 'text/html; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: { bytes: Buffer.from(html) } };
}

/** The path as it was sent, without query. Nothing in it is decoded: names hold no encoded characters. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/[?#].*$/s, '');
}
