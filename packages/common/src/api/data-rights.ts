import { z } from 'zod';

import { sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { presentPasswordSchema } from './auth.ts';
import { exportStatusSchema } from './exports.ts';
import { timestampSchema } from './shared.ts';

export const createDataExportResultSchema = z.object({
  dataExportId: idSchema('dataExport'),
  status: exportStatusSchema,
});

/** An archive of all data of a user, or of an organization where `orgId` is not null. */
export const dataExportSchema = z.object({
  id: idSchema('dataExport'),
  orgId: idSchema('org').nullable(),
  status: exportStatusSchema,
  /** Signed, good for a day; asked for anew with each GET. */
  downloadUrl: z.url().nullable(),
  expiresAt: timestampSchema.nullable(),
  sha256: sha256Schema.nullable(),
  size: z.int().nonnegative().nullable(),
  createdAt: timestampSchema,
});
export type DataExport = z.infer<typeof dataExportSchema>;

/** Accounts without a password need a recent sign-in instead. */
export const deleteMeBodySchema = z.strictObject({ password: presentPasswordSchema.optional() });
export type DeleteMeBody = z.infer<typeof deleteMeBodySchema>;
