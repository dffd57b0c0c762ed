import { createHmac, timingSafeEqual } from 'node:crypto';

import { hashOf, type ChainRow } from './chain-rows.ts';

/**
 * What vouches for a row whose personal data was erased: its hash still is a link of the chain, but covers what is
 * gone. Signed by the key of the anchors, so that nobody else can call an edit an erasure.
 */
export function erasureMac(row: ChainRow, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['erased', row.hash, hashOf(row)]))
    .digest('hex');
}

/** Whether a row is what was written, or what an erasure of ours left of it. */
export function isAsWritten(row: ChainRow, key: Buffer): boolean {
  if (row.erasure_mac === null) return hashOf(row) === row.hash;
  const [given, wanted] = [Buffer.from(row.erasure_mac), Buffer.from(erasureMac(row, key))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
