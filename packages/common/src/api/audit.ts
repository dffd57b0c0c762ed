import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

const auditFilterFields = {
  /** An action such as `project.updated`, or the first part of several. */
  action: z
    .string()
    .max(100)
    .regex(/^[a-z_]+(\.[a-z_]+)?$/, 'must be like project or project.updated'),
  userId: idSchema('user'),
  entityType: z
    .string()
    .max(50)
    .regex(/^[a-z_]+$/, 'must be like codegen_job'),
  entityId: z.string().max(100).regex(/^\w+$/, 'must be an id'),
  /** The first moment, and the one before which the log ends. */
  from: timestampSchema,
  to: timestampSchema,
};

export const auditFiltersSchema = z.strictObject(auditFilterFields).partial();
export type AuditFilters = z.infer<typeof auditFiltersSchema>;

export const auditQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  ...auditFiltersSchema.shape,
});

export const auditCsvQuerySchema = auditFiltersSchema.extend({
  /** Between cells: the one that the spreadsheet's locale has. */
  separator: z.enum(['comma', 'semicolon']).default('comma'),
});

export const auditEntrySchema = z.object({
  id: idSchema('audit'),
  /** Counts the entries of the organization, from 1 without a gap. */
  seq: z.int().positive(),
  action: z.string(),
  entityType: z.string(),
  entityId: z.string(),
  /** Who did it; null for an API key, and for what nobody asked for. */
  userId: idSchema('user').nullable(),
  /** Null where that account is gone. */
  userEmail: z.string().nullable(),
  apiKeyId: idSchema('apiKey').nullable(),
  metadata: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
  ip: z.string().nullable(),
  createdAt: timestampSchema,
  /** SHA-256 in hex of this entry and of the hash before it. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditPageSchema = pageOf(auditEntrySchema);
