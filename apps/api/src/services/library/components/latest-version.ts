import { compare, prerelease, rcompare } from 'semver';

export interface Version {
  version: string;
  deprecatedAt: Date | null;
}

/**
 * The version that lists show: the greatest that is neither deprecated nor a prerelease; where there is none, the
 * greatest that is not deprecated, then the greatest at all.
 */
export function latestOf<T extends Version>(versions: readonly T[]): T | undefined {
  return versions.reduce<T | undefined>(
    (best, next) => (best === undefined || isBetter(next, best) ? next : best),
    undefined,
  );
}

/** The greatest first. */
export function byVersion<T extends Version>(versions: readonly T[]): T[] {
  return [...versions].sort((a, b) => rcompare(a.version, b.version));
}

function isBetter(a: Version, b: Version): boolean {
  return (rankOf(a) - rankOf(b) || compare(a.version, b.version)) > 0;
}

function rankOf({ version, deprecatedAt }: Version): number {
  if (deprecatedAt) return 0;
  return prerelease(version) ? 1 : 2;
}
