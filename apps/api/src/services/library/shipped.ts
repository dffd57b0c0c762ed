import { createHash } from 'node:crypto';

import { AppError, ID_PREFIXES } from '@promptly/common';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_CHARS = 26;

/** The id of something that ships with the product: the same wherever and whenever the program runs. */
export function shippedId(kind: 'component' | 'template', key: string): string {
  const digest = createHash('sha256').update(`${kind}:${key}`).digest();
  const chars = Array.from(digest.subarray(0, ID_CHARS), (byte) => ALPHABET[byte % 32]);
  return `${ID_PREFIXES[kind]}_${chars.join('')}`;
}

/** The refusal to change what ships with the product. */
export function shippedStays(asked: string): AppError {
  return new AppError('forbidden', `This ${asked} ships with the product: it cannot be changed.`);
}
