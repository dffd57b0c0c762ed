import { z } from 'zod';

import { projectPathSchema, sha256Schema } from '../file-tree.ts';
import { idSchema } from '../ids.ts';
import { verdictSchema } from '../verdict.ts';
import { pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

export const revisionKindSchema = z.enum(['init', 'edit', 'import', 'codegen', 'restore']);
export type RevisionKind = z.infer<typeof revisionKindSchema>;

export const revisionSchema = z.object({
  id: idSchema('revision'),
  projectId: idSchema('project'),
  /** Counted from 1 within the project, candidates among them. */
  number: z.int().positive(),
  parentId: idSchema('revision').nullable(),
  kind: revisionKindSchema,
  message: z.string(),
  /** False for a candidate that never became the head. */
  applied: z.boolean(),
  isHead: z.boolean(),
  files: z.int().nonnegative(),
  sizeBytes: z.int().nonnegative(),
  verdict: verdictSchema.nullable(),
  jobId: idSchema('codegenJob').nullable(),
  author: z.object({ id: idSchema('user'), name: z.string() }).nullable(),
  createdAt: timestampSchema,
});
export type Revision = z.infer<typeof revisionSchema>;
export const revisionPageSchema = pageOf(revisionSchema);

/** `applied` tells states that a project was in from candidates that never were. */
export const listRevisionsQuerySchema = pageQuerySchema.extend({
  kind: revisionKindSchema.optional(),
  applied: z.enum(['true', 'false']).optional(),
  jobId: idSchema('codegenJob').optional(),
});

/** `against` is the revision before, by default the parent; `path` narrows the answer to a file or a folder. */
export const revisionDiffQuerySchema = z.strictObject({
  against: idSchema('revision').optional(),
  path: projectPathSchema.optional(),
});

/** Some lines that differ, as in a unified diff: each begins with ` `, `+`, `-` or a backslash. */
export const diffHunkSchema = z.object({
  oldStart: z.int().nonnegative(),
  oldLines: z.int().nonnegative(),
  newStart: z.int().nonnegative(),
  newLines: z.int().nonnegative(),
  lines: z.array(z.string()),
});
export type DiffHunk = z.infer<typeof diffHunkSchema>;

/**
 * Why the lines of a file are left out: it is no text; it is larger than is compared; more of it differs than is
 * looked for; or the answer is full, and it can be asked for by `path`.
 */
export const omittedHunksSchema = z.enum(['binary', 'too_large', 'too_different', 'too_many']);

export const fileDiffSchema = z.object({
  status: z.enum(['added', 'removed', 'changed', 'renamed']),
  path: z.string(),
  /** Where a renamed file was; its bytes are the same. */
  oldPath: z.string().nullable(),
  sha: sha256Schema.nullable(),
  oldSha: sha256Schema.nullable(),
  size: z.int().nonnegative().nullable(),
  oldSize: z.int().nonnegative().nullable(),
  hunks: z.array(diffHunkSchema),
  omitted: omittedHunksSchema.nullable(),
});
export type FileDiff = z.infer<typeof fileDiffSchema>;
export const revisionDiffSchema = z.object({
  revisionId: idSchema('revision'),
  /** Null for the first revision, which is compared with no files. */
  againstRevisionId: idSchema('revision').nullable(),
  /** In path order. */
  files: z.array(fileDiffSchema),
});
export type RevisionDiff = z.infer<typeof revisionDiffSchema>;

/** What a project's index.html says of its document; texts are empty where it says nothing. */
export const previewDocumentSchema = z.object({
  title: z.string(),
  lang: z.string(),
  dir: z.string(),
  htmlClass: z.string(),
  bodyClass: z.string(),
});
export type PreviewDocument = z.infer<typeof previewDocumentSchema>;

/** One module in place of a whole script, for a page that runs the build named `base`; it keeps the app's state. */
export const previewPatchAddressSchema = z.object({
  base: z.string(),
  path: z.string(),
  scriptUrl: z.url(),
});
export type PreviewPatchAddress = z.infer<typeof previewPatchAddressSchema>;

/** A page without an app: it has loaded what apps are made of, and waits for an update to one. */
export const blankPreviewSchema = z.object({ url: z.url() });
export type BlankPreview = z.infer<typeof blankPreviewSchema>;

/** A preview's address carries its own right of access, so that the preview origin needs no login. */
export const previewQuerySchema = z.strictObject({ revisionId: idSchema('revision').optional() });
export const previewSchema = z.object({
  url: z.url(),
  revisionId: idSchema('revision'),
  /** Addresses that the running page loads to update in place. */
  scriptUrl: z.url(),
  patch: previewPatchAddressSchema.optional(),
  styleUrl: z.url(),
  document: previewDocumentSchema,
  diagnostics: z.array(
    z.object({
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      path: z.string().optional(),
      line: z.int().positive().optional(),
      column: z.int().nonnegative().optional(),
    }),
  ),
});
export type Preview = z.infer<typeof previewSchema>;
