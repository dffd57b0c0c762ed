import { z } from 'zod';

import { LIMITS } from '../limits.ts';

export const timestampSchema = z.iso.datetime();

/** `?limit&cursor`; the cursor is opaque. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(LIMITS.pageMax).default(LIMITS.pageDefault),
  cursor: z.string().max(1024).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
