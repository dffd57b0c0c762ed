import { z } from 'zod';

import { sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { libraryQuerySchema, tagsQuerySchema, tagsSchema, visibilitySchema } from './library.ts';
import { descriptionSchema, nameSchema, pageOf, timestampSchema } from './shared.ts';

const EXAMPLE_ID = 'sna_01JZ8Q4T9V3N6W2X5Y7RBKCDEF';

/** From a snapshot, or from a revision of a project: its head where `revisionId` is left out. */
export const publishTemplateBodySchema = z
  .strictObject({
    name: nameSchema,
    description: descriptionSchema.default(''),
    tags: tagsSchema.default([]),
    snapshotId: idSchema('snapshot').optional(),
    projectId: idSchema('project').optional(),
    revisionId: idSchema('revision').optional(),
  })
  .refine(({ snapshotId, projectId }) => (snapshotId === undefined) !== (projectId === undefined), {
    error: 'name either a snapshot or a project',
    path: ['snapshotId'],
  })
  .refine(({ projectId, revisionId }) => projectId !== undefined || revisionId === undefined, {
    error: 'goes with the projectId that has it',
    path: ['revisionId'],
  })
  .meta({
    examples: [
      {
        name: 'Fleet',
        description: 'A fleet with drivers',
        tags: ['fleet'],
        snapshotId: EXAMPLE_ID,
      },
    ],
  });
export type PublishTemplateBody = z.infer<typeof publishTemplateBodySchema>;

export const listTemplatesQuerySchema = libraryQuerySchema.extend({
  tags: tagsQuerySchema.optional(),
  visibility: visibilitySchema.optional(),
});
export type ListTemplatesQuery = z.infer<typeof listTemplatesQuerySchema>;

/** The files of a template stay as they are. */
export const updateTemplateBodySchema = z
  .strictObject({ name: nameSchema, description: descriptionSchema, tags: tagsSchema })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'name at least one field to change' });
export type UpdateTemplateBody = z.infer<typeof updateTemplateBodySchema>;

/** Null: `orgId`, `createdAt`, `updatedAt` and `createdBy` of what ships with the product. */
export const templateSchema = z.object({
  id: idSchema('template'),
  orgId: idSchema('org').nullable(),
  visibility: visibilitySchema,
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  /** The snapshot that it was published from, while there is one. */
  snapshotId: idSchema('snapshot').nullable(),
  createdBy: idSchema('user').nullable(),
  createdAt: timestampSchema.nullable(),
  updatedAt: timestampSchema.nullable(),
});
export type Template = z.infer<typeof templateSchema>;
export const templatePageSchema = pageOf(templateSchema);

export const templateDetailSchema = templateSchema.extend({
  sizeBytes: z.int().nonnegative(),
  /** In path order. */
  files: z.array(z.object({ path: z.string(), size: z.int().nonnegative(), sha: sha256Schema })),
});
export type TemplateDetail = z.infer<typeof templateDetailSchema>;
