import type { Config } from '../config.ts';
import type { Container } from '../container.ts';
import { dataRightsWorker } from './data-rights-worker.ts';
import { housekeeping } from './housekeeping.ts';
import { jobWorkers } from './job-workers.ts';
import { metricsServer } from './metrics-server.ts';
import { mailSender } from './mail-sender.ts';
import type { Part } from './part.ts';
import { previewServer } from './preview-server.ts';
import { webhookSender } from './webhook-sender.ts';

/** What each role runs, started in this order and stopped in the opposite one. One line a part. */
export function createParts(container: Container, role: Config['role']): Part[] {
  const api = [housekeeping(container), previewServer(container)];
  const worker = [
    jobWorkers(container),
    mailSender(container),
    webhookSender(container),
    dataRightsWorker(container),
  ];
  return [
    metricsServer(container),
    ...(role === 'worker' ? [] : api),
    ...(role === 'api' ? [] : worker),
  ];
}
