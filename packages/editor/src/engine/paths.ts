/** True for the path itself and for all that lies under it. */
export function isAtOrUnder(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** Where a path lies after `from` was moved to `to`. */
export function movedPath(path: string, from: string, to: string): string {
  return isAtOrUnder(path, from) ? to + path.slice(from.length) : path;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path; empty at the top. */
export function dirName(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
