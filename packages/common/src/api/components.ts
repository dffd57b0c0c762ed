import { z } from 'zod';

import { projectPathSchema, sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import {
  flagQuerySchema,
  libraryQuerySchema,
  sourceTextSchema,
  tagsQuerySchema,
  tagsSchema,
  visibilitySchema,
} from './library.ts';
import { descriptionSchema, pageOf, timestampSchema } from './shared.ts';

const COMPONENT_NAME = /^[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*$/;
const NUMBER = '(?:0|[1-9][0-9]{0,9})';
const PRERELEASE = '(?:0|[1-9][0-9]{0,9}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const VERSION = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${PRERELEASE}(?:\\.${PRERELEASE})*)?$`,
);

/** A name stands for one component, whatever its case. */
export const componentNameSchema = z.string().max(64).regex(COMPONENT_NAME, {
  error:
    'must begin with a letter, and have letters and digits, parted by single signs of - _ or spaces',
});

/** A semantic version such as `1.4.0` or `2.0.0-beta.1`, without build metadata, which orders nothing. */
export const componentVersionSchema = z.string().max(64).regex(VERSION, {
  error: 'must be a semantic version such as 1.4.0 or 2.0.0-beta.1',
});

/** Where a file stands beside the component's own. */
const componentPathSchema = projectPathSchema.refine((path) => /\.(?:tsx?|css)$/.test(path), {
  error: 'must end in .tsx, .ts or .css',
});

const jsonObjectSchema = z.record(z.string(), z.unknown());

/** `code` is the component's own file, in TSX; `files` are those that it imports. */
export const publishComponentBodySchema = z.strictObject({
  name: componentNameSchema,
  version: componentVersionSchema,
  description: descriptionSchema.default(''),
  tags: tagsSchema.default([]),
  /** A JSON Schema of the component's props; draft 2020-12 where `$schema` names no other. */
  propsSchema: jsonObjectSchema,
  code: sourceTextSchema,
  files: z
    .array(z.strictObject({ path: componentPathSchema, content: sourceTextSchema }))
    .max(LIMITS.componentMaxFiles - 1)
    .default([]),
});
export type PublishComponentBody = z.infer<typeof publishComponentBodySchema>;

/** A component is deprecated when all its versions are. */
export const listComponentsQuerySchema = libraryQuerySchema.extend({
  tags: tagsQuerySchema.optional(),
  visibility: visibilitySchema.optional(),
  deprecated: flagQuerySchema.optional(),
});
export type ListComponentsQuery = z.infer<typeof listComponentsQuerySchema>;

/** The message says what to use instead; nothing else of a version ever changes. */
export const updateComponentBodySchema = z
  .strictObject({
    deprecated: z.boolean(),
    deprecationMessage: descriptionSchema.optional(),
  })
  .refine(({ deprecated, deprecationMessage }) => deprecated || !deprecationMessage, {
    error: 'says why something is deprecated',
    path: ['deprecationMessage'],
  });
export type UpdateComponentBody = z.infer<typeof updateComponentBodySchema>;

/** One version of a component. Null: `orgId`, `createdAt` and `createdBy` of what ships with the product. */
export const componentSchema = z.object({
  id: idSchema('component'),
  orgId: idSchema('org').nullable(),
  visibility: visibilitySchema,
  name: z.string(),
  version: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  /** Of all its files together: equal code, and only that, has an equal one. */
  sha256: sha256Schema,
  sizeBytes: z.int().nonnegative(),
  deprecated: z.boolean(),
  deprecationMessage: z.string().nullable(),
  createdBy: idSchema('user').nullable(),
  createdAt: timestampSchema.nullable(),
});
export type Component = z.infer<typeof componentSchema>;
export const componentPageSchema = pageOf(componentSchema);

export const componentDetailSchema = componentSchema.extend({
  propsSchema: jsonObjectSchema,
  /** Where the component's own file stands. */
  path: z.string(),
  code: z.string(),
  files: z.array(z.object({ path: z.string(), content: z.string() })),
  /** The greatest first, prereleases among them. */
  versions: z.array(
    z.object({
      id: idSchema('component'),
      version: z.string(),
      /** The one that lists show: the greatest that is neither deprecated nor a prerelease, where there is one. */
      latest: z.boolean(),
      deprecated: z.boolean(),
      createdAt: timestampSchema.nullable(),
    }),
  ),
});
export type ComponentDetail = z.infer<typeof componentDetailSchema>;
