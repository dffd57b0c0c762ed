import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { SCOPES, scopeSchema } from '../scopes.ts';
import { nameSchema, pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

/** Without `expiresAt`, a key lasts until it is revoked. */
export const createApiKeyBodySchema = z.strictObject({
  orgId: idSchema('org'),
  name: nameSchema,
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, {
      error: 'must name each scope once',
    }),
  expiresAt: timestampSchema.nullish(),
});
export type CreateApiKeyBody = z.infer<typeof createApiKeyBodySchema>;

export const listApiKeysQuerySchema = z.strictObject({
  orgId: idSchema('org'),
  ...pageQuerySchema.shape,
});
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuerySchema>;

/** A key without its secret; `lastFour` are the secret's last characters. */
export const apiKeySchema = z.object({
  id: idSchema('apiKey'),
  orgId: idSchema('org'),
  name: z.string(),
  scopes: z.array(scopeSchema),
  lastFour: z.string(),
  /** Null once that account is gone. */
  createdBy: idSchema('user').nullable(),
  createdAt: timestampSchema,
  expiresAt: timestampSchema.nullable(),
  /** Within five minutes. */
  lastUsedAt: timestampSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;
export const apiKeyPageSchema = pageOf(apiKeySchema);

/** `secret` is told this once, and nowhere kept. */
export const createdApiKeySchema = apiKeySchema.extend({ secret: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
