import type { Request } from 'express';

import { AppError } from '@promptly/common';

import type { ByteAccount } from '../services/byte-budget.ts';
import { measureJson } from './json-measure.ts';

/**
 * Far more than any call needs (a batch of the most changes has 5,000 values), and far less than can be parsed and
 * checked in a moment: a few bytes of JSON can cost a hundred times what they weigh.
 */
const MAX = { values: 20_000, depth: 64 };

/**
 * The JSON value of a request's body; undefined where there is none. Throws `payload_too_large` as soon
 * as that is known, with the rest unread: who sends without end is answered before. So is what
 * the account refuses, which is told of each part that arrives.
 */
export async function readJsonBody(
  req: Request,
  maxBytes: number,
  account: Pick<ByteAccount, 'add'>,
): Promise<unknown> {
  const declaredBytes = Number(req.headers['content-length'] ?? 0);
  if (declaredBytes === 0 && req.headers['transfer-encoding'] === undefined) return undefined;
  assertPlainJson(req);
  if (declaredBytes > maxBytes) throw tooLarge(maxBytes);
  const bytes = await readBytes(req, maxBytes, account);
  assertParsable(bytes);
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null)
    throw malformed('The body is not a JSON object.');
  if (hasMember('__proto__', value)) throw malformed('No member can be named __proto__.');
  return value;
}

function assertPlainJson({ headers }: Request): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (type.trim() === 'application/json' && isUtf8 && encoding === 'identity') return;
  throw new AppError(
    'unsupported_media_type',
    'Send the body as application/json, in UTF-8, not packed.',
  );
}

/** By events: leaving an async iteration early would destroy the connection before the answer is out. */
function readBytes(
  req: Request,
  maxBytes: number,
  account: Pick<ByteAccount, 'add'>,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let total = 0;
    const settle = (act: () => void) => {
      req.off('data', take).off('end', finish).off('close', abort).off('error', abort);
      act();
    };
    const finish = () => settle(() => resolve(Buffer.concat(chunks)));
    const abort = () => settle(() => reject(malformed('The body was cut off.')));
    const take = (chunk: Buffer) => {
      total += chunk.length;
      const refusal = total > maxBytes ? tooLarge(maxBytes) : account.add(chunk.length);
      if (refusal) settle(() => reject(refusal));
      else chunks.push(chunk);
    };
    req.on('data', take).on('end', finish).on('close', abort).on('error', abort);
  });
}

function assertParsable(bytes: Buffer): void {
  const { values, depth } = measureJson(bytes, MAX);
  if (depth > MAX.depth) throw malformed('The body is nested too deeply.');
  if (values <= MAX.values) return;
  throw new AppError(
    'payload_too_large',
    `The body has more than the ${MAX.values} values that a call takes.`,
    { maxValues: MAX.values },
  );
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed('The body is not valid JSON.');
  }
}

/** What reads members one by one passes over it, so that a caller would not be told that it is lost. */
function hasMember(name: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, name) || Object.values(value).some((inner) => hasMember(name, inner));
}

function malformed(message: string): AppError {
  return new AppError('malformed_body', message);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'payload_too_large',
    `The body is larger than the ${maxBytes} bytes that this call takes.`,
    { maxBytes },
  );
}
