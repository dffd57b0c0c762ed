import { z } from 'zod';

/** By which the logs and traces of a job are found from those of the request that it follows from. */
const correlationSchema = z.object({
  requestId: z.string(),
  /** The span that asked for it, as W3C's Trace Context writes it; left out where nothing is traced. */
  traceparent: z.string().optional(),
});
export type QueueCorrelation = z.infer<typeof correlationSchema>;

// What cannot be read of it must not cost the job.
const correlation = correlationSchema.optional().catch(undefined);

/**
 * Contracts of the queues. New fields must be optional: jobs of the previous release may be in flight.
 * A consumer parses the payload before it works, and is idempotent: a delivery may come twice.
 */
export const QUEUES = {
  codegen: {
    name: 'codegen',
    payload: z.object({ version: z.literal(1), jobId: z.string(), correlation }),
  },
  exports: {
    name: 'exports',
    payload: z.object({ version: z.literal(1), exportId: z.string(), correlation }),
  },
} as const;

export type QueueName = keyof typeof QUEUES;
export type QueuePayload<Q extends QueueName> = z.infer<(typeof QUEUES)[Q]['payload']>;
