import { useState } from 'react';

import { readLocal, writeLocal } from './local-store.ts';

/** A text that survives a reload: kept in this browser under a key until it is emptied. */
export function useDraft(key: string): [text: string, setText: (text: string) => void] {
  const [draft, setDraft] = useState(() => ({ key, text: readLocal(key) ?? '' }));
  const current = draft.key === key ? draft : { key, text: readLocal(key) ?? '' };
  return [
    current.text,
    (text) => {
      setDraft({ key, text });
      writeLocal(key, text === '' ? null : text);
    },
  ];
}
