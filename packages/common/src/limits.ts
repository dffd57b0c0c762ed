const KIB = 1024;
const MIB = 1024 * KIB;

/** Limits which the API, the zip reader, the generator and the studio hold alike. */
export const LIMITS = {
  promptMaxChars: 20_000,
  jsonBodyMaxBytes: 1 * MIB,
  /** Of who is not signed in, and sends a few short texts. */
  openBodyMaxBytes: 16 * KIB,
  /** A saved file travels as base64, a third larger than its bytes. */
  fileBodyMaxBytes: 15 * MIB,
  fileMaxBytes: 10 * MIB,
  batchMaxChanges: 1_000,
  pathMaxChars: 255,
  pathMaxDepth: 32,
  projectMaxFiles: 5_000,
  projectMaxFolders: 5_000,
  projectMaxBytes: 200 * MIB,
  orgsPerOwnerMax: 50,
  artifactsPerProjectMax: 1_000,
  openInvitationsPerOrgMax: 100,
  apiKeysPerOrgMax: 100,
  envVariablesMax: 100,
  envValueMaxBytes: 8 * KIB,
  envBodyMaxBytes: 2 * MIB,
  webhooksPerOrgMax: 20,
  webhookUrlMaxChars: 2_048,
  componentsPerOrgMax: 500,
  /** Deleted ones among them, whose numbers stay taken; all of an organization's together below. */
  componentVersionsMax: 200,
  componentVersionsPerOrgMax: 5_000,
  componentMaxFiles: 20,
  componentMaxBytes: 512 * KIB,
  /** Of a file of a component, and of a snippet. */
  sourceMaxBytes: 128 * KIB,
  propsSchemaMaxBytes: 32 * KIB,
  templatesPerOrgMax: 100,
  snippetsPerOrgMax: 1_000,
  /** What components, templates and snippets of an organization hold together, each counted in full. */
  libraryMaxBytes: 1_024 * MIB,
  /** What one push may change in a repository. */
  githubPushMaxFiles: 2_000,
  githubPushMaxBytes: 50 * MIB,
  archiveMaxBytes: 100 * MIB,
  archiveMaxRatio: 100,
  /** Ratios are only judged past this many unpacked bytes: small text compresses well. */
  archiveRatioFloorBytes: 1 * MIB,
  pageDefault: 50,
  pageMax: 100,
  passwordMinChars: 10,
  passwordMaxChars: 200,
} as const;
