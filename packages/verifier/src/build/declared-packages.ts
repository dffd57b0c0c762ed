import {
  APP_DEPENDENCIES,
  APP_DEV_DEPENDENCIES,
  type FileTree,
  type Finding,
  textAt,
} from '@promptly/common';
import { z } from 'zod';

const MANIFEST = 'package.json';
const RULE = 'declared-packages';

const dependenciesSchema = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({
  dependencies: dependenciesSchema,
  devDependencies: dependenciesSchema,
});

/** What package.json declares, or why it cannot be read. */
export type Manifest = { names: ReadonlySet<string> } | { finding: Finding };

export function readManifest(tree: FileTree): Manifest {
  const text = textAt(tree, MANIFEST);
  if (text === undefined) return { finding: error('the project has no package.json') };
  try {
    const { dependencies, devDependencies } = manifestSchema.parse(JSON.parse(text));
    return { names: new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]) };
  } catch {
    return { finding: error('is not the package.json of a project') };
  }
}

/** Packages that are imported and not declared: the exported project would not build. */
export function undeclaredPackages(manifest: Manifest, specifiers: Iterable<string>): Finding[] {
  if ('finding' in manifest) return [];
  const imported = new Set([...specifiers].map(packageOf));
  return [...imported]
    .filter((name) => !manifest.names.has(name))
    .sort()
    .map((name) => error(`does not name "${name}", which the project imports`));
}

/** Packages that are declared and that the studio does not know: nothing here says whether they work, or are safe. */
export function unknownPackages(manifest: Manifest): Finding[] {
  if ('finding' in manifest) return [];
  return [...manifest.names]
    .filter(
      (name) =>
        !Object.hasOwn(APP_DEPENDENCIES, name) && !Object.hasOwn(APP_DEV_DEPENDENCIES, name),
    )
    .map((name) => ({
      severity: 'warning',
      message: `names "${name}", which is not among the packages that generated apps use`,
      rule: RULE,
      path: MANIFEST,
    }));
}

/** `@scope/name` of `@scope/name/part`, `name` of `name/part`. */
function packageOf(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

function error(message: string): Finding {
  return { severity: 'error', message, rule: RULE, path: MANIFEST };
}
