import { asc, isNull } from 'drizzle-orm';

import { orgs } from '../db/schema/index.ts';
import { collectOrg, type Collected } from '../services/collector/collect-org.ts';
import { BlobUnreadableError, createBlobStore } from '../services/trees/blob-store.ts';
import { StartupError } from '../startup-error.ts';
import type { Command } from './command.ts';
import { withStorage } from './stored-objects.ts';

/** Collects what is stored and not used, at once; the program does it by itself once a day. */
export const collectStorage: Command = {
  parameters: ['<dry-run|now>'],
  summary: 'Deletes stored content that nothing refers to, or tells what it would delete',
  async run({ config, db, now, print }, [mode = '']) {
    if (mode !== 'dry-run' && mode !== 'now') {
      throw new StartupError(`Say dry-run or now, and not ${mode}.`);
    }
    const living = await db
      .select({ id: orgs.id })
      .from(orgs)
      .where(isNull(orgs.deletedAt))
      .orderBy(asc(orgs.id));
    return withStorage(config, async (storage) => {
      const deps = {
        ...{ db, now, storage, keptMs: config.storageKeptMs },
        blobs: createBlobStore({ storage, cacheMaxBytes: 0 }),
        stopping: new AbortController().signal,
      };
      let isWell = true;
      for (const { id } of living) {
        try {
          print(
            `${id} ${describe(await collectOrg(deps, id, { isDryRun: mode === 'dry-run' }))}\n`,
          );
        } catch (error) {
          if (!(error instanceof BlobUnreadableError)) throw error;
          print(`${id} nothing, since ${error.message}\n`);
          isWell = false;
        }
      }
      return isWell;
    });
  },
};

function describe(collected: Collected): string {
  return Object.entries(collected)
    .map(([what, { count, bytes }]) => `${what} ${count} (${bytes} bytes)`)
    .join(', ');
}
