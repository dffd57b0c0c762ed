import { setTimeout as sleep } from 'node:timers/promises';

import type { Export } from '@promptly/common';

import type { Account } from './account.ts';
import { contractUrl } from './contract/address.ts';

const POLL_MS = 100;
const MAX_POLLS = 300;

/** Exports a project and returns the export's record and the archive's bytes. */
export async function exportProject(
  account: Account,
  projectId: string,
  revisionId?: string,
): Promise<{ record: Export; bytes: Buffer }> {
  const started = await account.call<{ exportId: string }>(
    'POST',
    `/projects/${projectId}/exports`,
    {
      format: 'zip',
      revisionId,
    },
  );
  if (started.status !== 202) throw new Error(`no export: ${JSON.stringify(started.body)}`);
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const { body: record } = await account.call<Export>('GET', `/exports/${started.body.exportId}`);
    if (record.status === 'failed') throw new Error('the export failed');
    if (record.downloadUrl) {
      const response = await fetch(contractUrl(record.downloadUrl));
      return { record, bytes: Buffer.from(await response.arrayBuffer()) };
    }
    await sleep(POLL_MS);
  }
  throw new Error('the export did not end in time');
}
