import { z } from 'zod';

import { sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { libraryQuerySchema, sourceTextSchema, visibilitySchema } from './library.ts';
import { descriptionSchema, nameSchema, pageOf, timestampSchema } from './shared.ts';

/** What a piece of code is for: a part of a page, a computation, or a React hook. */
export const snippetKindSchema = z.enum(['ui', 'logic', 'hook']);
export type SnippetKind = z.infer<typeof snippetKindSchema>;

/** `code` may be a fragment that no file could consist of: it is kept as it is. */
export const createSnippetBodySchema = z.strictObject({
  name: nameSchema,
  kind: snippetKindSchema,
  description: descriptionSchema.default(''),
  code: sourceTextSchema,
});
export type CreateSnippetBody = z.infer<typeof createSnippetBodySchema>;

export const listSnippetsQuerySchema = libraryQuerySchema.extend({
  kind: snippetKindSchema.optional(),
});
export type ListSnippetsQuery = z.infer<typeof listSnippetsQuerySchema>;

export const updateSnippetBodySchema = z
  .strictObject({
    name: nameSchema,
    kind: snippetKindSchema,
    description: descriptionSchema,
    code: sourceTextSchema,
  })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'name at least one field to change' });
export type UpdateSnippetBody = z.infer<typeof updateSnippetBodySchema>;

export const snippetSchema = z.object({
  id: idSchema('snippet'),
  orgId: idSchema('org'),
  visibility: visibilitySchema,
  name: z.string(),
  kind: snippetKindSchema,
  description: z.string(),
  sha256: sha256Schema,
  sizeBytes: z.int().nonnegative(),
  createdBy: idSchema('user').nullable(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
});
export type Snippet = z.infer<typeof snippetSchema>;
export const snippetPageSchema = pageOf(snippetSchema);

export const snippetDetailSchema = snippetSchema.extend({ code: z.string() });
export type SnippetDetail = z.infer<typeof snippetDetailSchema>;
