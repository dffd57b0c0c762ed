import { ulid } from 'ulid';
import { z } from 'zod';

/** Prefix of each kind of identifier; the rest is a ULID, so ids sort by creation time. */
export const ID_PREFIXES = {
  user: 'usr',
  org: 'org',
  project: 'prj',
  env: 'env',
  file: 'fil',
  revision: 'rev',
  component: 'cmp',
  template: 'tpl',
  snippet: 'snp',
  snapshot: 'sna',
  codegenJob: 'cgj',
  import: 'imp',
  export: 'exp',
  artifact: 'art',
  webhook: 'whk',
  event: 'evt',
  delivery: 'dlv',
  apiKey: 'key',
  audit: 'aud',
  invitation: 'inv',
  session: 'ses',
  signingKey: 'sgk',
  mail: 'mai',
  emailToken: 'etk',
  dataKey: 'dek',
  erasure: 'ers',
  dataExport: 'dex',
  linkedAccount: 'lnk',
  githubBranch: 'ghb',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const ULID_PATTERN = '[0-9A-HJKMNP-TV-Z]{26}';

/** Makes a new identifier such as `prj_01J8…`. */
export function newId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${ulid()}`;
}

/** Schema of an identifier of one kind. */
export function idSchema(kind: IdKind) {
  return z.string().regex(new RegExp(`^${ID_PREFIXES[kind]}_${ULID_PATTERN}$`), {
    error: `must be an id that starts with ${ID_PREFIXES[kind]}_`,
  });
}
