import { readFile } from 'node:fs/promises';

import {
  readTombstones,
  tombstoneSchema,
  type Tombstone,
} from '../services/erasures/erasure-list.ts';
import { replayErasures } from '../services/erasures/replay-erasures.ts';
import { StartupError } from '../startup-error.ts';
import type { Command, CommandDeps } from './command.ts';
import { withStorage } from './stored-objects.ts';

/** Prints who was erased, to be kept beside backups. */
export const printErasures: Command = {
  parameters: [],
  summary: 'Prints the list of who was erased, to be kept beside backups',
  async run(deps) {
    const tombstones = await storedList(deps);
    deps.print(tombstones.map((tombstone) => `${JSON.stringify(tombstone)}\n`).join(''));
    return true;
  },
};

/** After a restore: has those erased again whom the backup brought back. */
export const replayErasuresAfterRestore: Command = {
  parameters: ['<file|storage>'],
  summary: 'After a restore, erases again who is on that list, or on that of the storage',
  async run(deps, [source = '']) {
    const list = source === 'storage' ? await storedList(deps) : await readList(source);
    const found = await replayErasures(deps.db, list, deps.now);
    for (const { kind, id } of found) deps.print(`${kind} ${id}\n`);
    deps.print(
      `${found.length} of ${list.length} were back; the program erases them as it runs.\n`,
    );
    return true;
  },
};

function storedList({ config }: CommandDeps): Promise<Tombstone[]> {
  return withStorage(config, readTombstones);
}

async function readList(path: string): Promise<Tombstone[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The list ${path} cannot be read.`, { cause });
  });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      try {
        return tombstoneSchema.parse(JSON.parse(line));
      } catch (cause) {
        throw new StartupError(`Line ${at + 1} of ${path} is no entry of a list.`, { cause });
      }
    });
}
