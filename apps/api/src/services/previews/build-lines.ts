import { AppError } from '@promptly/common';

/** Who waits for a build: whoever asks, a job or page that was promised it, or nobody yet. */
export type BuildReason = 'asked' | 'owed' | 'ahead';

export interface LinedUpBuild<T> {
  orgId: string;
  projectId: string;
  /** Builds of one key have one result. */
  key: string;
  run: () => Promise<T>;
}

export interface BuildLines<T> {
  /**
   * The result of a build, which all who ask for it meanwhile share. Throws `rate_limited` where too many
   * of the organization wait, and `OvertakenError` for one that nobody asked for in time.
   */
  add(build: LinedUpBuild<T>, reason: BuildReason): Promise<T>;
}

/** A build ahead of time gave way to a newer one of its project. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

interface Entry<T> {
  build: LinedUpBuild<T>;
  isAhead: boolean;
  result: Promise<T>;
  settle: (result: Promise<T>) => void;
  drop: (reason: Error) => void;
}

/** The first entry is the one that runs. */
type Line<T> = Entry<T>[];

const MAX_PER_ORG = 50;
const RETRY_AFTER_SECONDS = 5;

/**
 * Lines up builds by organization: one at a time runs, from when its files are loaded, so that whatever one
 * organization asks for takes a bounded part of the memory and of the compiler that all share.
 */
export function createBuildLines<T>(): BuildLines<T> {
  const lines = new Map<string, Line<T>>();

  return {
    add(build, reason) {
      const line = lines.get(build.orgId) ?? [];
      const found = line.find((entry) => entry.build.key === build.key);
      if (found) {
        found.isAhead &&= reason === 'ahead';
        if (reason === 'owed') putNext(line, found);
        return found.result;
      }
      if (reason === 'ahead') dropOvertaken(line, build.projectId);
      if (reason !== 'owed' && line.length >= MAX_PER_ORG) return Promise.reject(tooMany());
      const entry = entryOf(build, reason === 'ahead');
      line.push(entry);
      if (reason === 'owed') putNext(line, entry);
      lines.set(build.orgId, line);
      if (line.length === 1) void runAll(build.orgId, line);
      return entry.result;
    },
  };

  async function runAll(orgId: string, line: Line<T>): Promise<void> {
    for (let entry = line[0]; entry; entry = line[0]) {
      entry.settle(entry.build.run());
      await entry.result.catch(() => undefined);
      line.shift();
    }
    lines.delete(orgId);
  }
}

/** What was promised waits for the build that runs, and for no other: a job holds a worker while it waits. */
function putNext<T>(line: Line<T>, entry: Entry<T>): void {
  const at = line.indexOf(entry);
  if (at > 1) line.splice(1, 0, ...line.splice(at, 1));
}

function dropOvertaken<T>(line: Line<T>, projectId: string): void {
  const isOvertaken = ({ build, isAhead }: Entry<T>) => isAhead && build.projectId === projectId;
  for (const entry of line.slice(1).filter(isOvertaken)) {
    line.splice(line.indexOf(entry), 1);
    entry.drop(new OvertakenError('a newer build of the project is asked for'));
  }
}

function entryOf<T>(build: LinedUpBuild<T>, isAhead: boolean): Entry<T> {
  let settle!: Entry<T>['settle'];
  let drop!: Entry<T>['drop'];
  const result = new Promise<T>((resolve, reject) => {
    settle = resolve;
    drop = reject;
  });
  return { build, isAhead, result, settle, drop };
}

function tooMany(): AppError {
  return new AppError(
    'rate_limited',
    `At most ${MAX_PER_ORG} previews of an organization are built or wait at once.`,
    { limit: 'openBuilds', max: MAX_PER_ORG, retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}
