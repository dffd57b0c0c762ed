import { useState } from 'react';

import { readLocalJson, writeLocal } from '../../lib/local-store.ts';
import { useMediaQuery } from '../../lib/use-media-query.ts';

const STORAGE_KEY = 'preview-beside-code';

export interface Beside {
  on: boolean;
  toggle: () => void;
}

/** Whether the app stands beside its code, as this person last chose; null where there is no room for both. */
export function useBeside(): Beside | null {
  const hasRoom = useMediaQuery('(min-width: 80rem)');
  const [on, setOn] = useState(() => readLocalJson(STORAGE_KEY) === true);
  if (!hasRoom) return null;
  return {
    on,
    toggle() {
      setOn(!on);
      writeLocal(STORAGE_KEY, JSON.stringify(!on));
    },
  };
}
