import type { ChainFault, ChainsReport } from '../services/audit-log/verify-chains.ts';

const WORDS: Record<ChainFault['kind'], string> = {
  edited: 'is not what was written',
  missing: 'is gone, and maybe more after it',
  unlinked: 'does not follow the row before it',
  rewritten: 'is not what the chain had come to',
  forged: 'has an anchor that this instance did not sign',
};

/** A line for each fault and one for all, for people. */
export function describeReport({ chains, rows, anchors, faults }: ChainsReport): string {
  const lines = faults.map(
    ({ chain, seq, id, kind }) => `${chain}: row ${seq}${id ? ` (${id})` : ''} ${WORDS[kind]}`,
  );
  const looked = `${rows} rows in ${chains} chains with ${anchors} anchors`;
  const found = faults.length === 0 ? 'nothing was changed' : `${faults.length} faults`;
  return [...lines, `The audit log: ${looked}, ${found}.`, ''].join('\n');
}
