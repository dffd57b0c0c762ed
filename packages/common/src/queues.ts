import { z } from 'zod';

/**
 * Contracts of the queues. New fields must be optional: jobs of the previous release may be in flight.
 * A consumer parses the payload before it works, and is idempotent: a delivery may come twice.
 */
export const QUEUES = {
  codegen: {
    name: 'codegen',
    payload: z.object({ version: z.literal(1), jobId: z.string() }),
  },
  exports: {
    name: 'exports',
    payload: z.object({ version: z.literal(1), exportId: z.string() }),
  },
} as const;

export type QueueName = keyof typeof QUEUES;
export type QueuePayload<Q extends QueueName> = z.infer<(typeof QUEUES)[Q]['payload']>;
