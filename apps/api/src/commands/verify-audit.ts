import { ANCHOR_KEY } from '../services/audit-log/anchors.ts';
import {
  verifyChains,
  type ChainFault,
  type ChainsReport,
} from '../services/audit-log/verify-chains.ts';
import type { Command } from './command.ts';

/** Looks at the whole audit log, also while the program runs, and tells what is wrong with it. */
export const verifyAudit: Command = {
  parameters: [],
  summary: 'Looks for rows of the audit log that were edited, removed or put in',
  async run({ db, envelope, print }) {
    const report = await verifyChains(db, envelope.derive(ANCHOR_KEY));
    print(describe(report));
    return report.faults.length === 0;
  },
};

const WORDS: Record<ChainFault['kind'], string> = {
  edited: 'is not what was written',
  missing: 'is gone, and maybe more after it',
  unlinked: 'does not follow the row before it',
  rewritten: 'is not what the chain had come to',
  forged: 'has an anchor that this instance did not sign',
};

/** A line for each fault and one for all. */
function describe({ chains, rows, anchors, faults }: ChainsReport): string {
  const lines = faults.map(
    ({ chain, seq, id, kind }) => `${chain}: row ${seq}${id ? ` (${id})` : ''} ${WORDS[kind]}`,
  );
  const looked = `${rows} rows in ${chains} chains with ${anchors} anchors`;
  const found = faults.length === 0 ? 'nothing was changed' : `${faults.length} faults`;
  return [...lines, `The audit log: ${looked}, ${found}.`, ''].join('\n');
}
