import { z } from 'zod';

import { sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

/** `tar` is gzipped. */
export const exportFormatSchema = z.enum(['zip', 'tar']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** `revisionId` left out means the head at this moment. */
export const createExportBodySchema = z.strictObject({
  format: exportFormatSchema.default('zip'),
  revisionId: idSchema('revision').optional(),
});

/** `expired`: the archive is not kept any more; export again. */
export const exportStatusSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'canceled',
  'expired',
]);
export type ExportStatus = z.infer<typeof exportStatusSchema>;
export const createExportResultSchema = z.object({
  exportId: idSchema('export'),
  status: exportStatusSchema,
});

export const exportSchema = z.object({
  id: idSchema('export'),
  projectId: idSchema('project'),
  revisionId: idSchema('revision'),
  format: exportFormatSchema,
  status: exportStatusSchema,
  /** Signed and short-lived; asked for anew with each GET. */
  downloadUrl: z.url().nullable(),
  expiresAt: timestampSchema.nullable(),
  sha256: sha256Schema.nullable(),
  size: z.int().nonnegative().nullable(),
  createdAt: timestampSchema,
});
export type Export = z.infer<typeof exportSchema>;
export const exportPageSchema = pageOf(exportSchema);

export const exportFiltersSchema = z
  .object({ status: exportStatusSchema, format: exportFormatSchema })
  .partial();
export type ExportFilters = z.infer<typeof exportFiltersSchema>;
export const listExportsQuerySchema = pageQuerySchema.extend(exportFiltersSchema.shape);
