import type { Container } from '../container.ts';
import { CHANNELS } from '../db/listener.ts';
import { startTableLoop, type TableLoop } from '../jobs/table-loop.ts';
import type { Part } from './part.ts';

/** Builds archives of all data of somebody, and erases whose time has come. */
export function dataRightsWorker({ listener, log, services }: Container): Part {
  const { dataExports, erasures, metrics } = services;
  const tellWait = (seconds: number) => metrics.jobs.observeWait('data-exports', seconds);
  let loops: TableLoop[] = [];
  const loop = (work: () => Promise<boolean>, fault: string) =>
    startTableLoop({
      ...{ listener, channel: CHANNELS.dataRights, work },
      onError: (error) => log.warn({ err: error }, fault),
    });
  return {
    name: 'data rights',
    start() {
      loops = [
        loop(() => dataExports.runNext(tellWait), 'data could not be exported; trying again'),
        loop(() => erasures.runNext(), 'data could not be erased; trying again'),
      ];
      return Promise.resolve();
    },
    async stop() {
      await Promise.all(loops.map((one) => one.close()));
    },
  };
}
