import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { envNameSchema } from './envs.ts';
import { nameSchema, pageOf, timestampSchema } from './shared.ts';

/** `owner/name`, as GitHub writes it. */
export const repositoryNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, {
    error: 'must be owner/name, such as octo/shop',
  })
  .meta({ examples: ['octo/shop'] });

const REF_MAX_CHARS = 200;

/** A branch, a tag or a commit, by the rules of Git. */
const refSchema = z
  .string()
  .min(1)
  .max(REF_MAX_CHARS)
  .refine(isRefName, { error: 'must be a name that Git allows' })
  .meta({ examples: ['main'] });

function isRefName(text: string): boolean {
  if (/[\p{Cc}\p{Surrogate} ~^:?*[\\]|\.\.|@\{/u.test(text) || /^[-@]|\.$/.test(text)) return false;
  return text
    .split('/')
    .every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

const commitMessageSchema = z
  .string()
  .trim()
  .min(1)
  .max(5_000)
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), {
    error: 'must have neither a zero nor halves of characters',
  });

/** With which right GitHub is asked: the token of an environment of the project, or the caller's own linked account. */
export const githubCredentialSchema = z.enum(['environment', 'account']);
export type GithubCredential = z.infer<typeof githubCredentialSchema>;

/**
 * Without `branch`, the repository's default one. Without `credential`, the environment's token where there is one,
 * else the account. `overwrite` also replaces and deletes what others changed there since the last push.
 */
export const pushToGithubBodySchema = z.strictObject({
  repository: repositoryNameSchema,
  branch: refSchema.optional(),
  message: commitMessageSchema,
  revisionId: idSchema('revision').optional(),
  overwrite: z.boolean().default(false),
  credential: githubCredentialSchema.optional(),
  env: envNameSchema.default('dev'),
});
export type PushToGithubBody = z.infer<typeof pushToGithubBodySchema>;

const commitSchema = z.object({ sha: z.string(), url: z.string() });

const targetShape = {
  /** `owner/name`, as it is called now. */
  repository: z.string(),
  branch: z.string(),
  revisionId: idSchema('revision'),
};

export const githubPushSchema = z.object({
  /** `up_to_date` where there was nothing to push, and no commit was made. */
  outcome: z.enum(['pushed', 'up_to_date']),
  ...targetShape,
  branchCreated: z.boolean(),
  /** What the branch is at now. */
  commit: commitSchema,
  /** How many files the commit wrote and deleted. */
  written: z.int(),
  deleted: z.int(),
  /** Files of the project that do not travel, such as those which may hold secrets; at most 100 are listed. */
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type GithubPush = z.infer<typeof githubPushSchema>;

/** A branch that the project was pushed to, or came from. */
export const githubBranchSchema = z.object({
  ...targetShape,
  repositoryUrl: z.string(),
  commit: commitSchema,
  pushedAt: timestampSchema,
});
export type GithubBranch = z.infer<typeof githubBranchSchema>;
export const githubBranchPageSchema = pageOf(githubBranchSchema);

const folderSchema = z
  .string()
  .max(255)
  .regex(/^(?!\.{1,2}(\/|$))[^/\\\p{Cc}]+(\/(?!\.{1,2}(\/|$))[^/\\\p{Cc}]+)*$/u, {
    error: 'must be a folder of the repository, such as apps/shop',
  })
  .meta({ examples: ['apps/shop'] });

/**
 * Without `ref`, the default branch; without `name`, the project is called as the repository. `folder` narrows to what
 * is in it. `account` reads with the caller's linked account, `none` what everybody may read; without either, the
 * account where one is linked.
 */
export const importFromGithubBodySchema = z.strictObject({
  repository: repositoryNameSchema,
  ref: refSchema.optional(),
  folder: folderSchema.optional(),
  name: nameSchema.optional(),
  credential: z.enum(['account', 'none']).optional(),
});
export type ImportFromGithubBody = z.infer<typeof importFromGithubBodySchema>;

export const githubImportSchema = z.object({
  projectId: idSchema('project'),
  revisionId: idSchema('revision'),
  name: z.string(),
  repository: z.string(),
  commit: commitSchema,
  /** How many files came from the repository. */
  files: z.int(),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type GithubImport = z.infer<typeof githubImportSchema>;
