import { z } from 'zod';

import { requirementSchema, type FileTree } from '@promptly/common';

import type { NewJobEvent } from '../../job-events/append.ts';
import { runStep, type Run } from '../run.ts';

const outputSchema = z.object({
  files: z.int().nonnegative(),
  requirements: z.array(requirementSchema),
});

type Json = Record<string, unknown>;

/** Makes the files that a plan stands for, as they are to be stored; once. */
export type Generate = () => Promise<FileTree>;

/**
 * Turns the plan into files, and returns how to have them formatted: they follow from the plan alone, so a
 * worker that goes on after this step makes them again rather than storing what is not formatted yet.
 */
export async function generateFiles(run: Run, spec: Json, plan: Json): Promise<Generate> {
  const { deps, signal } = run;
  const { compiler } = deps;
  let emitted: Promise<FileTree> | undefined;
  const emit = () => (emitted ??= compiler.emit(plan, signal));
  const format = async () => compiler.format(await emit(), signal);
  let formatted: Promise<FileTree> | undefined;
  const generate = () => (formatted ??= format());
  await runStep(run, { name: 'generate_files', round: 0 }, outputSchema, async () => {
    const [files, requirements] = await Promise.all([emit(), compiler.explain(spec, plan, signal)]);
    // Begins while the step is stored; the next step learns whether it failed.
    generate().catch(() => undefined);
    return {
      output: { files: files.size, requirements },
      events: [
        ...fileEvents(files),
        { type: 'requirements', data: { items: requirements }, effectKey: 'requirements' },
      ],
    };
  });
  return generate;
}

function fileEvents(tree: FileTree): NewJobEvent[] {
  return Array.from(tree, ([path, bytes]) => ({
    type: 'file' as const,
    data: { path, state: 'written' as const, size: bytes.byteLength },
    effectKey: `file:${path}`,
  }));
}
