import { Counter, Histogram, type Registry } from 'prom-client';

export type StorageOperation = 'put' | 'get' | 'head' | 'delete';

/** Of the parts that the program is made of. */
export interface PartMetrics {
  observeStorage: (operation: StorageOperation, passed: boolean, seconds: number) => void;
  observePreviewBuild: (passed: boolean, seconds: number) => void;
  /** `outcome` is `delivered`, or the code of why it was not. */
  observeDelivery: (outcome: string, seconds: number) => void;
  countMail: (outcome: 'sent' | 'refused' | 'failed') => void;
}

const STORAGE_BUCKETS_S = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];
const BUILD_BUCKETS_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const DELIVERY_BUCKETS_S = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

export function createPartMetrics(registry: Registry): PartMetrics {
  const registers = [registry];
  const storage = new Histogram({
    name: 'promptly_storage_operation_seconds',
    help: 'Time of operations of the object storage; of a read, until its first bytes.',
    labelNames: ['operation', 'outcome'],
    buckets: STORAGE_BUCKETS_S,
    registers,
  });
  const builds = new Histogram({
    name: 'promptly_preview_build_seconds',
    help: 'Time of builds of previews.',
    labelNames: ['outcome'],
    buckets: BUILD_BUCKETS_S,
    registers,
  });
  const deliveries = new Histogram({
    name: 'promptly_webhook_attempt_seconds',
    help: 'Time of attempts to deliver to webhooks, by what came of them.',
    labelNames: ['outcome'],
    buckets: DELIVERY_BUCKETS_S,
    registers,
  });
  const mails = new Counter({
    name: 'promptly_mails_total',
    help: 'Mails that a mail server took, refused for good, or could not take.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    observeStorage: (operation, passed, seconds) =>
      storage.observe({ operation, outcome: outcomeOf(passed) }, seconds),
    observePreviewBuild: (passed, seconds) =>
      builds.observe({ outcome: outcomeOf(passed) }, seconds),
    observeDelivery: (outcome, seconds) => deliveries.observe({ outcome }, seconds),
    countMail: (outcome) => mails.inc({ outcome }),
  };
}

function outcomeOf(passed: boolean): string {
  return passed ? 'succeeded' : 'failed';
}
