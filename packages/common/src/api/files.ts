import { z } from 'zod';

import { projectPathSchema, sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { descriptionSchema, messageSchema, nameSchema, pageOf, timestampSchema } from './shared.ts';

/** `path` narrows the list to a folder; `revisionId` lists that revision instead of the head. */
export const listFilesQuerySchema = z.strictObject({
  path: z.string().max(LIMITS.pathMaxChars).optional(),
  revisionId: idSchema('revision').optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.projectMaxFiles).default(LIMITS.projectMaxFiles),
  cursor: z.string().max(1024).optional(),
});

export const fileEntrySchema = z.object({
  path: z.string(),
  type: z.enum(['file', 'dir']),
  size: z.int().nonnegative(),
  sha: sha256Schema.nullable(),
  updatedAt: timestampSchema,
});
export type FileEntry = z.infer<typeof fileEntrySchema>;
export const filePageSchema = pageOf(fileEntrySchema);

export const fileContentQuerySchema = z.strictObject({
  path: projectPathSchema,
  revisionId: idSchema('revision').optional(),
});
export const fileContentSchema = z.object({
  path: z.string(),
  sha: sha256Schema,
  size: z.int().nonnegative(),
  base64Content: z.string(),
});
export type FileContent = z.infer<typeof fileContentSchema>;

/** `path` is the folder at the top. */
export const fileTreeQuerySchema = z.strictObject({
  path: z.string().max(LIMITS.pathMaxChars).optional(),
  revisionId: idSchema('revision').optional(),
});

export const fileNodeSchema = z.object({
  type: z.literal('file'),
  name: z.string(),
  path: z.string(),
  sha: sha256Schema,
  size: z.int().nonnegative(),
});
/** `size` and `files` count all that is in it, at any depth. Folders come before files, both by name. */
export const folderNodeSchema = z.object({
  type: z.literal('dir'),
  name: z.string(),
  path: z.string(),
  size: z.int().nonnegative(),
  files: z.int().nonnegative(),
  get children() {
    return z.array(z.union([fileNodeSchema, folderNodeSchema]));
  },
});
export type FileNode = z.infer<typeof fileNodeSchema>;
export type FolderNode = z.infer<typeof folderNodeSchema>;

const flagSchema = z.enum(['true', 'false']).default('false');
const globsSchema = z.string().max(500).optional();
/**
 * `q` is a text, or with `regex` a regular expression, looked for line by line; letters of either case are the same
 * without `case`. `include` and `exclude` are lists of patterns such as `src/**,*.css`, parted by commas.
 */
export const searchFilesQuerySchema = z.strictObject({
  q: z.string().min(1).max(200),
  regex: flagSchema,
  case: flagSchema,
  include: globsSchema,
  exclude: globsSchema,
  revisionId: idSchema('revision').optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});

/** Lines and columns count from 1; columns, like all that counts characters here, in UTF-16 code units. */
export const searchMatchSchema = z.object({
  path: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  length: z.int().positive(),
  /** Some of the line, with the match from `previewStart` on (from 0). */
  preview: z.string(),
  previewStart: z.int().nonnegative(),
});
export type SearchMatch = z.infer<typeof searchMatchSchema>;
export const searchResultSchema = z.object({
  revisionId: idSchema('revision'),
  /** In path order, and within a file in that of the lines. */
  matches: z.array(searchMatchSchema),
  filesSearched: z.int().nonnegative(),
  /** Files that were not searched, the first hundred of them. */
  skipped: z.array(z.object({ path: z.string(), reason: z.enum(['binary', 'too_large']) })),
  /** Why there may be more than these: as many matches as were asked for, or no more time. */
  cut: z.enum(['limit', 'time']).nullable(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

export const putRawFileQuerySchema = z.strictObject({ path: projectPathSchema });

/** `sha` is that of the version which was read; null makes a new file. */
export const putFileBodySchema = z.strictObject({
  path: projectPathSchema,
  base64Content: z.base64().max(LIMITS.fileBodyMaxBytes),
  sha: sha256Schema.nullable(),
});
export type PutFileBody = z.infer<typeof putFileBodySchema>;
export const putFileResultSchema = z.object({
  path: z.string(),
  sha: sha256Schema,
  size: z.int().nonnegative(),
  revisionId: idSchema('revision'),
});
export type PutFileResult = z.infer<typeof putFileResultSchema>;

/**
 * One change of a batch. `sha` is that of the file as it was read, or as an earlier change of the batch made it;
 * null for a new file, and for a folder that is moved or deleted with all that is in it.
 */
const fileChangeSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('write'),
    path: projectPathSchema,
    base64Content: z.base64().max(LIMITS.fileBodyMaxBytes),
    sha: sha256Schema.nullable(),
  }),
  z.strictObject({
    op: z.literal('rename'),
    from: projectPathSchema,
    to: projectPathSchema,
    sha: sha256Schema.nullable(),
  }),
  z.strictObject({
    op: z.literal('delete'),
    path: projectPathSchema,
    sha: sha256Schema.nullable(),
  }),
]);
/** Changes in the order in which they are made, all of them or none. `message` is what the revision is called. */
export const batchFilesBodySchema = z.strictObject({
  changes: z.array(fileChangeSchema).min(1).max(LIMITS.batchMaxChanges),
  message: messageSchema.optional(),
});
export type BatchFilesBody = z.infer<typeof batchFilesBodySchema>;
export const batchFilesResultSchema = z.object({
  revisionId: idSchema('revision'),
  /** Those of the written files that the new head has, in path order. */
  files: z.array(z.object({ path: z.string(), sha: sha256Schema, size: z.int().nonnegative() })),
});

/** Moves a file, or a folder with all that is in it. */
export const renameFileBodySchema = z.strictObject({
  from: projectPathSchema,
  to: projectPathSchema,
});
export const deleteFileBodySchema = z.strictObject({ path: projectPathSchema });
export const createSnapshotBodySchema = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.optional(),
});

export const revisionResultSchema = z.object({ revisionId: idSchema('revision') });
export const importResultSchema = revisionResultSchema.extend({
  files: z.int().nonnegative(),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export const snapshotSchema = z.object({
  id: idSchema('snapshot'),
  name: z.string(),
  description: z.string(),
  revisionId: idSchema('revision'),
  createdAt: timestampSchema,
});
export const snapshotPageSchema = pageOf(snapshotSchema);
