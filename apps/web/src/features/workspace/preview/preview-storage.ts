import { type PreviewStorage, type PreviewStorageArea } from '@promptly/common';

import { readLocalJson, writeLocal } from '../../../lib/local-store.ts';

/** Browsers give the studio some five million characters in all; one app may not fill them. */
const MAX_CHARS = 500_000;
const WRITE_DELAY_MS = 250;

export interface ProjectStorage {
  read: () => PreviewStorage;
  change: (
    area: PreviewStorageArea,
    entries: readonly (readonly [key: string, value: string | null])[],
  ) => void;
  flush: () => void;
}

/**
 * What a previewed app keeps in its browser storage. The app runs in an origin of its own making that keeps nothing,
 * so the studio keeps it for each project: the local area over reloads, the session area as long as the page is open.
 * Beyond its share the oldest keys of the local area are forgotten when it is written down.
 */
export function createProjectStorage(projectId: string): ProjectStorage {
  const key = `preview-storage:${projectId}`;
  const areas: Record<PreviewStorageArea, Map<string, string>> = {
    local: storedEntries(readLocalJson(key)),
    session: new Map(),
  };
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    writeLocal(key, JSON.stringify(Object.fromEntries(newestWithin(areas.local, MAX_CHARS))));
  }

  return {
    read: () => ({
      local: Object.fromEntries(areas.local),
      session: Object.fromEntries(areas.session),
    }),
    change(area, entries) {
      for (const [name, value] of entries) {
        // Deleted first, so that a key that is written again counts as new.
        areas[area].delete(name);
        if (value !== null) areas[area].set(name, value);
      }
      if (area === 'local') timer ??= setTimeout(flush, WRITE_DELAY_MS);
    },
    flush,
  };
}

function newestWithin(entries: ReadonlyMap<string, string>, maxChars: number): [string, string][] {
  const kept: [string, string][] = [];
  let chars = 0;
  for (const [name, value] of [...entries].reverse()) {
    chars += name.length + value.length;
    if (chars > maxChars) break;
    kept.unshift([name, value]);
  }
  return kept;
}

function storedEntries(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
