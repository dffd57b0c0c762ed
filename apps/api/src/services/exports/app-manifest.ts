import { encodeText, type Verdict } from '@promptly/common';

import { sha256Of, type Manifest } from '../trees/manifest.ts';

/** The file that tells of an exported app what it is, where it comes from and what was checked. */
export const APP_MANIFEST_PATH = 'promptly.manifest.json';

export interface AppManifestFacts {
  projectName: string;
  revisionId: string;
  createdAt: Date;
  files: Manifest;
  verdict: Verdict | null;
  /** The job whose prompt the app goes back to. */
  job: { promptText: string; provider: string } | null;
  /** Components of the library, as it is now. */
  library: readonly { name: string; version: string }[];
}

const COMPONENT = /^src\/components\/ui\/([^/]+)\.tsx$/;

/** The manifest's bytes; they follow from the facts alone. */
export function encodeAppManifest(facts: AppManifestFacts): Uint8Array {
  const { files, verdict, job } = facts;
  const manifest = {
    schemaVersion: 1,
    projectName: facts.projectName,
    revisionId: facts.revisionId,
    timestamp: facts.createdAt.toISOString(),
    generator: { name: 'Promptly Studio', provider: job?.provider ?? null },
    promptHash: job ? sha256Of(encodeText(job.promptText)) : null,
    verdict: verdict && {
      passed: verdict.passed,
      checks: verdict.checks.map(({ name, status }) => ({ name, status })),
    },
    components: componentsIn(files, facts.library),
    files: Object.fromEntries(
      Array.from(files, ([path, { sha, size }]) => [path, { sha256: sha, size }]),
    ),
  };
  return encodeText(`${JSON.stringify(manifest, null, 2)}\n`);
}

function componentsIn(files: Manifest, library: AppManifestFacts['library']) {
  const present = new Set(Array.from(files.keys(), (path) => COMPONENT.exec(path)?.[1]));
  return library
    .filter(({ name }) => present.has(name))
    .map(({ name, version }) => ({ name, version }));
}
