/** The parts with which the verifier bundles a project's tests: the same files, imports and refusals as in previews. */
export { diagnosticsOf } from './build/diagnostics.ts';
export { ProjectFiles } from './build/project-files.ts';
export { projectPlugin } from './build/project-plugin.ts';
export { RENAMED_GLOBALS } from './build/sanitize-source.ts';
export type { IconTable } from './vendor/icons.ts';
