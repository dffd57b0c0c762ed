import { checkSecrets, type SecretsReport } from '../services/keys/check-secrets.ts';
import type { Command } from './command.ts';

/** Opens every stored secret, also while the program runs, and tells which cannot be. */
export const checkSecretsCommand: Command = {
  parameters: [],
  summary: 'Opens every stored secret and names those that cannot be, telling none',
  async run({ db, keys, print }) {
    const report = await checkSecrets(db, keys);
    print(describe(report));
    return report.faults.length === 0;
  },
};

function describe({ dataKeys, underPrevious, secrets, faults }: SecretsReport): string {
  const lines = faults.map(({ column, id, message }) => `${column} of ${id}: ${message}`);
  const found = faults.length === 0 ? 'all can be opened' : `${faults.length} cannot be opened`;
  const rotation =
    underPrevious === 0
      ? []
      : [`${underPrevious} data keys need KEK_PREVIOUS still: run \`rotate-kek\`.`];
  return [...lines, `${secrets} secrets, ${dataKeys} data keys: ${found}.`, ...rotation, ''].join(
    '\n',
  );
}
