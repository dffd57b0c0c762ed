import { z } from 'zod';

import { projectPathSchema, sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

/** `archive`: of an export. `file`: of a revision, published by itself. */
export const artifactKindSchema = z.enum(['archive', 'file']);
/** `public`: whoever has the address. `private`: its address is signed and short-lived. */
export const artifactVisibilitySchema = z.enum(['private', 'public']);
export type ArtifactVisibility = z.infer<typeof artifactVisibilitySchema>;

export const artifactSchema = z.object({
  id: idSchema('artifact'),
  projectId: idSchema('project'),
  revisionId: idSchema('revision'),
  kind: artifactKindSchema,
  name: z.string(),
  mediaType: z.string(),
  sha256: sha256Schema,
  size: z.int().nonnegative(),
  visibility: artifactVisibilitySchema,
  /** Where it can be had, by any browser: the bytes at one address never change. */
  url: z.url(),
  /** Of a signed address; null for one that stays. */
  urlExpiresAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
  /** When it is deleted; null where it is kept until somebody deletes it. */
  expiresAt: timestampSchema.nullable(),
});
export type Artifact = z.infer<typeof artifactSchema>;
export const artifactPageSchema = pageOf(artifactSchema);

export const artifactFiltersSchema = z
  .object({ kind: artifactKindSchema, visibility: artifactVisibilitySchema })
  .partial();
export type ArtifactFilters = z.infer<typeof artifactFiltersSchema>;
export const listArtifactsQuerySchema = pageQuerySchema.extend(artifactFiltersSchema.shape);

/** `revisionId` left out means the head at this moment. */
export const publishFileBodySchema = z.strictObject({
  path: projectPathSchema,
  revisionId: idSchema('revision').optional(),
});
export type PublishFileBody = z.infer<typeof publishFileBodySchema>;

export const updateArtifactBodySchema = z.strictObject({ visibility: artifactVisibilitySchema });
