import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** Scripts for the verifier's own world in a page. */
export interface ProbeScripts {
  probes: string;
  /** What the probe for violations needs; large, so it is put only where that probe runs. */
  axe: string;
}

export async function loadProbeScripts(): Promise<ProbeScripts> {
  const entry = fileURLToPath(new URL('./page/probes.ts', import.meta.url));
  const [bundle, axe] = await Promise.all([
    build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', target: 'es2022' }),
    readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
  ]);
  const [probes] = bundle.outputFiles;
  if (!probes) throw new Error('esbuild made no probes');
  return { probes: probes.text, axe };
}
