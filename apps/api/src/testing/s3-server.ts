import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3Server {
  endpoint: string;
  bucket: string;
  /** What is stored, by key. */
  objects: Map<string, Buffer>;
  /** Uploads in parts that were begun and have not ended. */
  uploads: Map<string, Map<number, Buffer>>;
  /** Answers the next so many requests with this status. */
  failNext(times: number, status: number): void;
  close(): Promise<void>;
}

export const S3_KEY = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' };
/** So that lists of a few objects have pages. */
const PAGE_MAX = 2;
const LAST_MODIFIED = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));

/** As much of S3 as object storage needs, in memory, with the bucket in the path. */
export async function startS3Server(): Promise<S3Server> {
  const bucket = 'files';
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const failing = { times: 0, status: 0 };
  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => refuse(res, 500, String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await buffer(req);
    if (failing.times > 0) {
      failing.times -= 1;
      return refuse(res, failing.status, 'SlowDown');
    }
    const url = new URL(req.url ?? '/', 'http://s3');
    const [, inPath, ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const signed = `AWS4-HMAC-SHA256 Credential=${S3_KEY.accessKeyId}/`;
    if (!req.headers.authorization?.startsWith(signed)) return refuse(res, 403, 'AccessDenied');
    if (inPath !== bucket) return refuse(res, 404, 'NoSuchBucket');
    const key = rest.join('/');
    if (key === '') return list(res, url.searchParams);
    if (url.searchParams.has('uploads') || url.searchParams.has('uploadId')) {
      return inParts(req, res, { key, query: url.searchParams, body });
    }
    if (req.method === 'PUT') {
      objects.set(key, body);
      return void res.setHeader('ETag', etagOf(body)).end();
    }
    if (req.method === 'DELETE') {
      objects.delete(key);
      return void res.writeHead(204).end();
    }
    read(req, res, objects.get(key));
  }

  function read(req: IncomingMessage, res: ServerResponse, bytes: Buffer | undefined): void {
    if (!bytes) return refuse(res, 404, 'NoSuchKey', req.method === 'HEAD');
    const asked = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '');
    const [start, end] = asked ? [Number(asked[1]), Number(asked[2]) + 1] : [0, bytes.length];
    const part = bytes.subarray(start, end);
    res.writeHead(asked ? 206 : 200, {
      'Content-Length': part.length,
      'Last-Modified': LAST_MODIFIED.toUTCString(),
      ETag: etagOf(bytes),
    });
    res.end(req.method === 'HEAD' ? undefined : part);
  }

  function list(res: ServerResponse, query: URLSearchParams): void {
    const after = query.get('continuation-token') ?? '';
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
      .sort();
    const page = keys.slice(0, PAGE_MAX);
    const entries = page.map(
      (key) =>
        `<Contents><Key>${key}</Key><Size>${objects.get(key)?.length ?? 0}</Size>` +
        `<LastModified>${LAST_MODIFIED.toISOString()}</LastModified></Contents>`,
    );
    const isCut = keys.length > page.length;
    const next = isCut ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    xml(
      res,
      `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`,
    );
  }

  function inParts(
    req: IncomingMessage,
    res: ServerResponse,
    { key, query, body }: { key: string; query: URLSearchParams; body: Buffer },
  ): void {
    const begun = query.get('uploadId');
    if (begun === null) {
      const uploadId = randomUUID();
      uploads.set(uploadId, new Map());
      return xml(
        res,
        `<InitiateMultipartUploadResult><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    const parts = uploads.get(begun);
    if (!parts) return refuse(res, 404, 'NoSuchUpload');
    if (req.method === 'PUT') {
      parts.set(Number(query.get('partNumber')), body);
      return void res.setHeader('ETag', etagOf(body)).end();
    }
    uploads.delete(begun);
    if (req.method === 'DELETE') return void res.writeHead(204).end();
    const ordered = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    objects.set(key, Buffer.concat(ordered));
    xml(
      res,
      `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>x</ETag></CompleteMultipartUploadResult>`,
    );
  }

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ bucket, objects, uploads },
    failNext: (times, status) => Object.assign(failing, { times, status }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function xml(res: ServerResponse, text: string): void {
  res.setHeader('Content-Type', 'application/xml');
  res.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
}

function refuse(res: ServerResponse, status: number, code: string, isHead = false): void {
  res.writeHead(status, { 'Content-Type': 'application/xml' });
  res.end(isHead ? undefined : `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
