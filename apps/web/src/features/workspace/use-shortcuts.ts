import { useEffect } from 'react';

import { type View } from './use-workspace-url.ts';
import { useWorkspace } from './workspace-context.tsx';

const VIEW_KEYS: Readonly<Record<string, View>> = { 1: 'preview', 2: 'code', 3: 'history' };

/** Ctrl or Cmd with S saves the open file, with 1 to 3 shows a view. */
export function useShortcuts(show: (view: View) => void): void {
  const { files } = useWorkspace();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const view = VIEW_KEYS[event.key];
      if (event.key.toLowerCase() === 's') {
        const { active } = files.getState().tabs;
        if (active !== null) files.save(active);
      } else if (view) {
        show(view);
      } else {
        return;
      }
      event.preventDefault();
      // Before the editor, which has shortcuts of its own.
      event.stopPropagation();
    }
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  });
}
