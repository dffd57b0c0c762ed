import { type Draft, type DraftStore } from '@promptly/editor';

import { readLocalJson, writeLocal } from '../../../lib/local-store.ts';

const WRITE_DELAY_MS = 300;

export interface LocalDraftStore extends DraftStore {
  /** Writes what is not written yet: when the page is hidden or left. */
  flush: () => void;
}

/** Keeps the unsaved text of a project in this browser; a burst of typing is written once. */
export function createLocalDrafts(projectId: string): LocalDraftStore {
  const prefix = `draft:file:${projectId}:`;
  const drafts = new Map(storedDrafts(prefix).map((draft) => [draft.path, draft]));
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function later(path: string): void {
    waiting.add(path);
    timer ??= setTimeout(flush, WRITE_DELAY_MS);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const path of waiting) {
      const draft = drafts.get(path);
      writeLocal(prefix + path, draft ? JSON.stringify(draft) : null);
    }
    waiting.clear();
  }

  return {
    list: () => [...drafts.values()],
    put(draft) {
      drafts.set(draft.path, draft);
      later(draft.path);
    },
    remove(path) {
      if (drafts.delete(path)) later(path);
    },
    flush,
  };
}

function storedDrafts(prefix: string): Draft[] {
  return storedKeys(prefix).flatMap((key) => {
    const value = readLocalJson(key);
    return isDraft(value) ? [value] : [];
  });
}

function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { path, text, baseSha } = value as Record<string, unknown>;
  return (
    typeof path === 'string' &&
    typeof text === 'string' &&
    (baseSha === null || typeof baseSha === 'string')
  );
}
