/**
 * The folder that wraps a whole archived project (`my-app/package.json`, `my-app/src/…`), if there is one.
 * A common folder that is itself part of a project, such as `src`, is none.
 */
export function wrappingFolder(paths: readonly string[]): string | undefined {
  const [first = ''] = paths;
  const slash = first.indexOf('/');
  if (slash === -1) return undefined;
  const prefix = first.slice(0, slash + 1);
  if (PART_OF_A_PROJECT.has(prefix) || !paths.every((path) => path.startsWith(prefix)))
    return undefined;
  const wraps = paths.some((path) => PROJECT_ROOT.test(path.slice(prefix.length)));
  return wraps ? prefix.slice(0, -1) : undefined;
}

const PART_OF_A_PROJECT: ReadonlySet<string> = new Set(['src/', 'public/']);
/** What only stands at the root of a project. */
const PROJECT_ROOT = /^(package\.json$|index\.html$|src\/)/;
