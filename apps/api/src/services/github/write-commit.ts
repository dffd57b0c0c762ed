import type { GithubRepository, TreeChange } from '../../integrations/github/repository.ts';
import { mapConcurrently } from '../trees/concurrency.ts';
import type { PlannedFile, PushPlan } from './push-plan.ts';

const KIB = 1024;
/** Of one request that makes a tree: GitHub gives up on what takes it longer than ten seconds. */
const CHANGES_MAX = 200;
const TEXT_MAX_BYTES = 2 * KIB * KIB;
/** Larger texts go as bytes of their own. */
const INLINE_MAX_BYTES = 256 * KIB;
const CONCURRENT_BLOBS = 3;

interface Target {
  repository: Pick<GithubRepository, 'hasBlob' | 'createBlob' | 'createTree' | 'createCommit'>;
  /** The commit on which the new one is built, and its tree. */
  parent: string;
  treeSha: string;
  /** Blobs that are there, and need not be sent. */
  knownShas: ReadonlySet<string>;
}

/**
 * Makes the commit of a plan, at which no branch is yet, and returns its SHA. Texts travel in the requests that make the tree, as
 * GitHub limits how much anybody creates in a minute; other bytes go one by one, those that are not there.
 */
export async function writeCommit(
  target: Target,
  plan: Pick<PushPlan, 'written' | 'deleted'>,
  { message, read }: { message: string; read: (file: PlannedFile) => Promise<Uint8Array> },
): Promise<string> {
  const { repository, parent } = target;
  let tree = target.treeSha;
  // First, so that no name is in the way of a new one.
  for (const paths of chunksOf(plan.deleted, () => 0)) {
    const changes = paths.map((path) => ({ path, mode: '100644', sha: null }));
    tree = await repository.createTree(tree, changes);
  }
  for (const files of chunksOf(plan.written, inlineBytes)) {
    const changes = await mapConcurrently(files, CONCURRENT_BLOBS, async (file) => {
      const { path, mode, gitSha } = file;
      if (target.knownShas.has(gitSha)) return { path, mode, sha: gitSha };
      const bytes = await read(file);
      const text = textOf(bytes);
      if (text !== null) return { path, mode, content: text };
      await sendBlob(repository, gitSha, bytes);
      return { path, mode, sha: gitSha };
    });
    tree = await repository.createTree(tree, changes satisfies TreeChange[]);
  }
  return repository.createCommit({ message, tree, parent });
}

/** Asked for first: what an earlier push sent before it was stopped is there. */
async function sendBlob(
  repository: Target['repository'],
  gitSha: string,
  bytes: Uint8Array,
): Promise<void> {
  if (await repository.hasBlob(gitSha)) return;
  const sha = await repository.createBlob(bytes);
  if (sha !== gitSha) throw new Error('GitHub names the bytes of a file otherwise.');
}

function inlineBytes({ blob }: PlannedFile): number {
  return blob.size <= INLINE_MAX_BYTES ? blob.size : 0;
}

function* chunksOf<T>(items: readonly T[], bytesOf: (item: T) => number): Iterable<T[]> {
  let chunk: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (chunk.length === CHANGES_MAX || (chunk.length > 0 && bytes + size > TEXT_MAX_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(item);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Null for what would not come out of JSON byte for byte, or is no text. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.byteLength > INLINE_MAX_BYTES || bytes.includes(0)) return null;
  if (BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
