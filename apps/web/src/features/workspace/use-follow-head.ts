import { useEffect, useRef } from 'react';

import { useWorkspace } from './workspace-context.tsx';

/** Reads the files anew when the head has moved otherwise than by a save of this page. */
export function useFollowHead(): void {
  const { project, files, isOwnEdit } = useWorkspace();
  const { headRevisionId } = project;
  const known = useRef(headRevisionId);
  useEffect(() => {
    if (headRevisionId === known.current) return;
    known.current = headRevisionId;
    if (!isOwnEdit(headRevisionId)) void files.refresh();
  }, [headRevisionId, files, isOwnEdit]);
}
