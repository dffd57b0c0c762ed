import { type Preview } from '@promptly/common';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

import { useApi } from '../../../lib/studio.tsx';
import { useActiveJob, useWorkspace } from '../workspace-context.tsx';
import {
  createPreviewController,
  type PreviewController,
  type PreviewState,
} from './preview-controller.ts';
import { PREVIEW_STALE_MS, previewQuery } from './preview-query.ts';
import { createProjectStorage } from './preview-storage.ts';
import { type ShownRevision } from './shown-revision.ts';

export interface LivePreview {
  controller: PreviewController;
  state: PreviewState;
  preview: Preview | undefined;
  error: Error | null;
  isFetching: boolean;
  /** Loads the page anew, from the address that the server gives now. */
  reload: () => void;
}

/** Keeps the preview at a revision: edits of this page in place, everything else as a page of its own. */
export function usePreview(shown: ShownRevision | null): LivePreview {
  const revisionId = shown?.revisionId ?? null;
  // The blank page finds the pictures of these two only; see `start`.
  const mayStartInBlank = shown?.kind === 'head' || shown?.kind === 'candidate';
  const api = useApi();
  const { projectId, isOwnEdit } = useWorkspace();
  const [storage] = useState(() => createProjectStorage(projectId));
  const [controller] = useState(() => createPreviewController({ storage }));
  const state = useSyncExternalStore(controller.subscribe, controller.getState);
  const query = useQuery(previewQuery(api, projectId, revisionId));
  const { data } = query;
  // Nothing to show yet, or a build that is being made: a page waits for it.
  const expectsBuild = useActiveJob()?.candidateId === null || revisionId === null;
  const { data: blank } = useQuery({
    queryKey: ['preview', projectId, 'blank'],
    enabled: expectsBuild,
    staleTime: PREVIEW_STALE_MS,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) =>
      api.get('/api/v1/projects/{projectId}/preview/blank', {
        params: { path: { projectId } },
        signal,
      }),
  });

  useEffect(() => {
    if (blank && expectsBuild) controller.prepare(blank.url);
  }, [blank, expectsBuild, controller]);

  useEffect(() => {
    if (!data) return;
    if (controller.aim() === data.revisionId) return;
    if (isOwnEdit(data.revisionId)) controller.update(data);
    else if (mayStartInBlank) controller.start(data);
    else controller.show(data);
  }, [data, controller, isOwnEdit, mayStartInBlank]);

  useEffect(() => {
    addEventListener('message', controller.receive);
    addEventListener('pagehide', storage.flush);
    return () => {
      removeEventListener('message', controller.receive);
      removeEventListener('pagehide', storage.flush);
      storage.flush();
    };
  }, [controller, storage]);

  return {
    controller,
    state,
    preview: data,
    error: query.error,
    isFetching: query.isFetching,
    reload: () => {
      void query.refetch().then(({ data: fresh }) => fresh && controller.show(fresh));
    },
  };
}
