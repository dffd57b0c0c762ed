import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { verdictSchema } from '../verdict.ts';
import { pageOf, timestampSchema } from './shared.ts';

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
export const previewQuerySchema = z.object({ revisionId: idSchema('revision').optional() });
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
