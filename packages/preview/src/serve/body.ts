import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { Encodings } from '../vendor/compress.ts';

/** Bytes to answer with, and how they are encoded. */
export interface Body {
  bytes: Uint8Array;
  encoding?: 'br' | 'gzip';
}

const compressGzip = promisify(gzip);
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|manifest\+json)|image\/svg\+xml)/;
/** Below this, headers weigh as much. */
const MIN_COMPRESSED_BYTES = 1024;
const FAST_GZIP_LEVEL = 3;

/** Encodes a file that was compressed beforehand. Over loopback, unpacking would take longer than sending. */
export function encodedBody(
  request: IncomingMessage,
  bytes: Uint8Array,
  encodings: Encodings | undefined,
): Body {
  const accepted = acceptedEncodings(request);
  if (encodings && accepted.has('br')) return { bytes: encodings.br, encoding: 'br' };
  if (encodings && accepted.has('gzip')) return { bytes: encodings.gzip, encoding: 'gzip' };
  return { bytes };
}

/** Compresses the files of builds, each once, for clients that are not on this machine. */
export class BuildCompressor {
  readonly #compressed = new WeakMap<Uint8Array, Promise<Uint8Array>>();

  async body(request: IncomingMessage, bytes: Uint8Array, contentType: string): Promise<Body> {
    const worthIt = bytes.length >= MIN_COMPRESSED_BYTES && COMPRESSIBLE.test(contentType);
    if (!worthIt || !acceptedEncodings(request).has('gzip')) return { bytes };
    const compressed =
      this.#compressed.get(bytes) ?? compressGzip(bytes, { level: FAST_GZIP_LEVEL });
    this.#compressed.set(bytes, compressed);
    return { bytes: await compressed, encoding: 'gzip' };
  }
}

function acceptedEncodings({ headers, socket }: IncomingMessage): ReadonlySet<string> {
  if (isLoopback(socket.remoteAddress)) return new Set();
  const accepted = String(headers['accept-encoding'] ?? '').split(',');
  return new Set(
    accepted
      .map((part) => part.trim().toLowerCase())
      .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
      .map((part) => part.replace(/;.*/, '').trim()),
  );
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address ?? '');
}
