import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import busboy from 'busboy';

import { AppError } from '@promptly/common';

const MAX_PARTS = 20;
const MAX_FIELD_BYTES = 1024;

/**
 * Writes the part `file` of a `multipart/form-data` request to a new file at `path`, never more than
 * `maxBytes` of it; returns its SHA-256 in hex. Throws `unsupported_media_type`, `malformed_body`, `validation_failed` when there is no
 * such part, or `archive_too_large`; what is at `path` then is to be deleted.
 */
export async function receiveUpload(
  req: IncomingMessage,
  path: string,
  maxBytes: number,
): Promise<string> {
  const parser = openParser(req, maxBytes);
  let writing: Promise<string> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('file', (name, part) => {
        if (name !== 'file' || writing) return void part.resume();
        writing = writePart(part, path, maxBytes);
        writing.catch(reject);
      });
      parser.on('close', resolve);
      parser.on('error', () => reject(malformed()));
      req.on('error', () => reject(malformed()));
      req.on('close', () => req.complete || reject(malformed()));
      req.pipe(parser);
    });
    if (!writing) throw missingPart();
    return await writing;
  } finally {
    req.unpipe(parser);
    parser.destroy();
    await writing?.catch(() => undefined);
  }
}

function openParser(req: IncomingMessage, maxBytes: number): busboy.Busboy {
  if (!/^multipart\/form-data/i.test(req.headers['content-type'] ?? '')) {
    throw new AppError('unsupported_media_type', 'Send the archive as multipart/form-data.');
  }
  const limits = { fileSize: maxBytes, fieldSize: MAX_FIELD_BYTES, parts: MAX_PARTS };
  try {
    return busboy({ headers: req.headers, limits });
  } catch {
    throw malformed();
  }
}

async function writePart(part: Readable, path: string, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  const tooLarge = new Promise<never>((_, reject) => {
    part.once('limit', () => {
      reject(
        new AppError('archive_too_large', 'The archive is larger than an upload may be.', {
          reason: 'archive_bytes',
          max: maxBytes,
        }),
      );
    });
  });
  part.on('data', (chunk: Buffer) => hash.update(chunk));
  await Promise.race([pipeline(part, createWriteStream(path, { flags: 'wx' })), tooLarge]);
  return hash.digest('hex');
}

function malformed(): AppError {
  return new AppError('malformed_body', 'The upload is not a whole multipart/form-data body.');
}

function missingPart(): AppError {
  const issues = [{ in: 'body', path: 'file', message: 'is missing' }];
  return new AppError('validation_failed', 'file: is missing', { issues });
}
