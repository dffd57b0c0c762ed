/** A file as the server lists it; `sha` is the hash of its bytes. */
export interface WorkspaceFile {
  path: string;
  sha: string;
  size: number;
}

export interface Refusal {
  /** A code of the API, or `unreachable`. */
  code: string;
  message: string;
}

export type ListResult =
  { kind: 'listed'; files: readonly WorkspaceFile[] } | ({ kind: 'failed' } & Refusal);

export type ReadResult =
  | { kind: 'read'; sha: string; bytes: Uint8Array }
  | { kind: 'missing' }
  | ({ kind: 'failed' } & Refusal);

export type WriteResult =
  | { kind: 'written'; sha: string; size: number; revisionId: string }
  /** The server has another version than the one that was read. */
  | { kind: 'stale' }
  /** No answer: whether the write took place is not known. */
  | { kind: 'unreachable' }
  | ({ kind: 'refused' } & Refusal);

export type ChangeResult =
  { kind: 'changed'; revisionId: string } | ({ kind: 'refused' } & Refusal);

/** Where a workspace's files live. Failures are results: none of these may throw. */
export interface WorkspaceBackend {
  list(): Promise<ListResult>;
  read(path: string): Promise<ReadResult>;
  /** `baseSha` is the version that was read; null makes a new file. */
  write(path: string, text: string, baseSha: string | null): Promise<WriteResult>;
  rename(from: string, to: string): Promise<ChangeResult>;
  remove(path: string): Promise<ChangeResult>;
}
