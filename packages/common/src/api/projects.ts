import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { nameSchema, pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

export const projectTypeSchema = z.enum(['prompt', 'figma', 'mixed']);

/** Without `templateId`, the project begins with the starter. */
export const createProjectBodySchema = z.strictObject({
  name: nameSchema,
  type: projectTypeSchema.default('prompt'),
  templateId: idSchema('template').optional(),
});
export type CreateProjectBody = z.infer<typeof createProjectBodySchema>;

/** `archived` also lists, or only lists, what is in the archive; `deleted` only lists what is deleted. */
export const listProjectsQuerySchema = pageQuerySchema.extend({
  archived: z.enum(['false', 'true', 'all']).default('false'),
  deleted: z.enum(['false', 'true']).default('false'),
});
export type ListProjectsQuery = z.infer<typeof listProjectsQuerySchema>;

/** Without a name, it is that of the copied project, said to be a copy. */
export const copyProjectBodySchema = z.strictObject({ name: nameSchema.optional() });
export type CopyProjectBody = z.infer<typeof copyProjectBodySchema>;

export const updateProjectBodySchema = z
  .strictObject({ name: nameSchema, archived: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'name at least one field to change' });
export type UpdateProjectBody = z.infer<typeof updateProjectBodySchema>;

export const projectSchema = z.object({
  id: idSchema('project'),
  orgId: idSchema('org'),
  name: z.string(),
  slug: z.string(),
  type: projectTypeSchema,
  headRevisionId: idSchema('revision'),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  archivedAt: timestampSchema.nullable(),
  /** Null unless it is deleted. */
  deletedAt: timestampSchema.nullable(),
  /** Until then, a deleted one can be restored. */
  purgesAt: timestampSchema.nullable(),
});
export type Project = z.infer<typeof projectSchema>;
export const projectPageSchema = pageOf(projectSchema);
