/** Unsaved text as it is kept on this device; `baseSha` is the version that it was typed upon. */
export interface Draft {
  path: string;
  text: string;
  baseSha: string | null;
}

/** Keeps unsaved text over a reload or a crash. It is a net, not the truth: it may fail silently when full. */
export interface DraftStore {
  list(): readonly Draft[];
  put(draft: Draft): void;
  remove(path: string): void;
}

export const noDrafts: DraftStore = {
  list: () => [],
  put: () => undefined,
  remove: () => undefined,
};
