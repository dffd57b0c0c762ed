import { createHmac, timingSafeEqual } from 'node:crypto';

import { AppError } from '@promptly/common';

/** Makes and reads the opaque cursors of lists. */
export interface Cursors {
  /**
   * `scope` names the list with all its filters; `position` is where the next page begins, and null
   * when there is none.
   */
  encode(scope: string, position: readonly string[] | null): string | null;
  /** Throws `validation_failed` for a cursor that is not ours or belongs to another list. */
  decode(scope: string, cursor: string | undefined): string[] | null;
}

const MAC_BYTES = 16;

/** Signed, so that nobody can forge a position or carry one over to another list. */
export function createCursors(key: Buffer): Cursors {
  const macOf = (scope: string, body: Buffer) =>
    createHmac('sha256', key).update(`${scope}\0`).update(body).digest().subarray(0, MAC_BYTES);
  return {
    encode(scope, position) {
      if (!position) return null;
      const body = Buffer.from(JSON.stringify(position));
      return Buffer.concat([macOf(scope, body), body]).toString('base64url');
    },
    decode(scope, cursor) {
      if (cursor === undefined) return null;
      const bytes = Buffer.from(cursor, 'base64url');
      const body = bytes.subarray(MAC_BYTES);
      const mac = bytes.subarray(0, MAC_BYTES);
      if (mac.length < MAC_BYTES || !timingSafeEqual(mac, macOf(scope, body))) {
        const issues = [{ in: 'query', path: 'cursor', message: 'is not a cursor of this list' }];
        throw new AppError('validation_failed', 'cursor: is not a cursor of this list', { issues });
      }
      return JSON.parse(body.toString()) as string[];
    },
  };
}
