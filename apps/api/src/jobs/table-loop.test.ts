import { expect, test } from '@jest/globals';

import type { Listener } from '../db/listener.ts';
import { createLogger } from '../observability/logger.ts';
import { startTableLoop } from './table-loop.ts';

test('each batch, and what is said of its failure, is logged under an id of its own', async () => {
  const lines: { msg: string; requestId?: string }[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]);
  const log = createLogger('info', { write });
  const close = () => Promise.resolve();
  const listener: Listener = { subscribe: () => () => undefined, close };
  let batches = 0;
  let end = () => undefined as void;
  const failed = new Promise<void>((resolve) => (end = resolve));
  const loop = startTableLoop({
    listener,
    channel: 'ps_outbox',
    work: () => {
      batches += 1;
      log.info(`batch ${batches}`);
      return batches < 3 ? Promise.resolve(true) : Promise.reject(new Error('away'));
    },
    onError: () => {
      log.warn('failed');
      end();
    },
  });
  await failed;
  await loop.close();
  expect(lines.map(({ msg }) => msg)).toEqual(['batch 1', 'batch 2', 'batch 3', 'failed']);
  const ids = lines.map(({ requestId }) => requestId);
  expect(ids).toEqual(Array(4).fill(expect.any(String)));
  expect(new Set(ids).size).toBe(3);
  expect(ids[3]).toBe(ids[2]);
});
