import { z } from 'zod';

import { sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { timestampSchema } from './shared.ts';

/** `revisionId` left out means the head at this moment. */
export const createExportBodySchema = z.object({
  format: z.literal('zip').default('zip'),
  revisionId: idSchema('revision').optional(),
});

/** `expired`: the archive is not kept any more; export again. */
export const exportStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'expired']);
export const createExportResultSchema = z.object({
  exportId: idSchema('export'),
  status: exportStatusSchema,
});

export const exportSchema = z.object({
  id: idSchema('export'),
  projectId: idSchema('project'),
  revisionId: idSchema('revision'),
  format: z.enum(['zip', 'tar']),
  status: exportStatusSchema,
  /** Signed and short-lived; asked for anew with each GET. */
  downloadUrl: z.url().nullable(),
  expiresAt: timestampSchema.nullable(),
  sha256: sha256Schema.nullable(),
  size: z.int().nonnegative().nullable(),
  createdAt: timestampSchema,
});
export type Export = z.infer<typeof exportSchema>;
