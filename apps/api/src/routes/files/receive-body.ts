import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';

import { AppError } from '@promptly/common';

/**
 * Writes a request's body as it is to a new file at `path`, never more than `maxBytes` of it; returns its SHA-256
 * in hex and its size. Throws `payload_too_large`, `unsupported_media_type` or `malformed_body`; what is at `path`
 * then is to be deleted.
 */
export async function receiveBody(
  req: IncomingMessage,
  path: string,
  maxBytes: number,
): Promise<{ sha: string; size: number }> {
  assertPlainBody(req);
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of chunksOf(req)) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    return { sha: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}

/** Leaves the connection open when it is left early, so that there can be an answer. */
async function* chunksOf(req: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* req.iterator({ destroyOnReturn: false });
  } catch {
    throw new AppError('malformed_body', 'The body was cut off.');
  }
}

function assertPlainBody({ headers }: IncomingMessage): void {
  const isForm = /^multipart\//i.test(headers['content-type'] ?? '');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!isForm && encoding === 'identity') return;
  throw new AppError(
    'unsupported_media_type',
    'Send the bytes of the file as the body, in no form and not packed.',
  );
}

function tooLarge(max: number): AppError {
  return new AppError('payload_too_large', `A file has at most ${max} bytes.`, { max });
}
