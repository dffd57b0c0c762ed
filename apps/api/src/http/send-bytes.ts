import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Request, Response } from 'express';

import { AppError } from '@promptly/common';

import { isCurrent } from './conditional.ts';

/** Bytes that never change under their tag. */
export interface SentBytes {
  /** Strong, in its quotes. */
  etag: string;
  size: number;
  contentType: string;
  disposition: string;
  /** Asked for again each time when left out. */
  cacheControl?: string;
  /** The bytes from `start` up to, not including, `end`; all of them without a range. */
  open: (range?: { start: number; end: number }) => Promise<Readable>;
}

/**
 * Answers bytes whole, in one range (`Range`, `If-Range`) or not at all (`If-None-Match`). Several ranges at once
 * are answered whole. Throws `range_not_satisfiable`.
 */
export async function sendBytes(req: Request, res: Response, bytes: SentBytes): Promise<void> {
  const { etag, size } = bytes;
  const known = isCurrent({ req, res }, etag, bytes.cacheControl);
  // Packed bytes would be others than those that the tag and the ranges are about.
  res.set({ 'Cache-Control': `${res.get('Cache-Control') ?? ''}, no-transform` });
  if (known) return void res.status(304).end();
  res.set({
    'Accept-Ranges': 'bytes',
    'Content-Type': bytes.contentType,
    'Content-Disposition': bytes.disposition,
    'X-Content-Type-Options': 'nosniff',
  });
  const range = rangeOf(req, res, bytes);
  const { start, end } = range ?? { start: 0, end: size };
  if (range) res.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  res.set('Content-Length', String(end - start));
  if (req.method === 'HEAD') return void res.end();
  await sendOver(await bytes.open(range), res);
}

/** Whoever hangs up in the middle has got what they wanted, which is no fault of ours. */
export async function sendOver(body: Readable, res: Response): Promise<void> {
  try {
    await pipeline(body, res);
  } catch (error) {
    const isGone =
      error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isGone || !res.destroyed) throw error;
  }
}

function rangeOf(
  req: Request,
  res: Response,
  { etag, size }: SentBytes,
): { start: number; end: number } | undefined {
  const ifRange = req.get('If-Range');
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const ranges = req.range(size);
  // A header that is no range is as good as none.
  if (ranges === undefined || ranges === -2) return undefined;
  if (ranges === -1) {
    for (const name of ['Content-Type', 'Content-Disposition', 'ETag']) res.removeHeader(name);
    res.set('Content-Range', `bytes */${size}`);
    throw new AppError('range_not_satisfiable', `These are ${size} bytes: ask for some of them.`, {
      size,
    });
  }
  const [only] = ranges;
  if (ranges.type !== 'bytes' || ranges.length !== 1 || !only) return undefined;
  return { start: only.start, end: only.end + 1 };
}
