import { z } from 'zod';

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  version: z.string(),
  checks: z.record(
    z.string(),
    z.object({ status: z.enum(['ok', 'degraded', 'failed']), message: z.string().optional() }),
  ),
});
export type Health = z.infer<typeof healthSchema>;
