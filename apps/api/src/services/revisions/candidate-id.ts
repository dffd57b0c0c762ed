import { createHash } from 'node:crypto';

import { ID_PREFIXES } from '@promptly/common';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID_TIME_CHARS = 10;
const ULID_RANDOM_CHARS = 16;

/**
 * The id of the revision that a round of a job stores as its candidate. The same job and round give the same
 * id, so that a worker which died after storing finds its candidate instead of making another.
 */
export function candidateRevisionId(jobId: string, round: number): string {
  const time = jobId.slice(jobId.indexOf('_') + 1).slice(0, ULID_TIME_CHARS);
  const digest = createHash('sha256').update(`candidate\0${jobId}\0${round}`).digest();
  const random = Array.from(digest.subarray(0, ULID_RANDOM_CHARS), (byte) => CROCKFORD[byte % 32]);
  return `${ID_PREFIXES.revision}_${time}${random.join('')}`;
}
