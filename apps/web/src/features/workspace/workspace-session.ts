import { type ApiClient } from '@promptly/client';
import { createWorkspace, type Workspace } from '@promptly/editor';
import { type QueryClient } from '@tanstack/react-query';

import { createFileBackend, createReadCache } from './code/file-backend.ts';
import { createLocalDrafts } from './code/draft-store.ts';
import { createJobsStore, type JobsStore } from './jobs/jobs-store.ts';
import { previewQuery } from './preview/preview-query.ts';
import { projectKey } from './use-project.ts';

export interface WorkspaceSession {
  projectId: string;
  files: Workspace;
  jobs: JobsStore;
  /** Reads a version of a file, from memory where it was read before. */
  readFile: ReturnType<typeof createReadCache>;
  /** Revisions that this page made by saving: the preview takes them over in place. */
  isOwnEdit: (revisionId: string) => boolean;
  dispose: () => void;
}

/** What lives as long as a project is open: its files, its jobs, and the threads between them. */
export function openWorkspaceSession(
  api: ApiClient,
  queryClient: QueryClient,
  projectId: string,
): WorkspaceSession {
  const backend = createFileBackend(api, projectId);
  const drafts = createLocalDrafts(projectId);
  const ownEdits = new Set<string>();

  const setHead = (headRevisionId: string) => {
    queryClient.setQueryData(projectKey(projectId), (project: object | undefined) =>
      project ? { ...project, headRevisionId } : project,
    );
    void queryClient.invalidateQueries({ queryKey: ['revisions', projectId] });
  };
  /** At once, before the page has been told of the new head and rendered it: somebody waits for these pixels. */
  const askForPreview = (revisionId: string) => {
    const shown = { queryKey: ['preview', projectId], type: 'active' } as const;
    if (queryClient.getQueryCache().findAll(shown).length === 0) return;
    void queryClient.prefetchQuery(previewQuery(api, projectId, revisionId));
  };
  const files = createWorkspace({
    backend,
    drafts,
    onRevision(revisionId) {
      ownEdits.add(revisionId);
      askForPreview(revisionId);
      setHead(revisionId);
    },
  });
  const jobs = createJobsStore({
    api,
    onHead(revisionId) {
      setHead(revisionId);
      void files.refresh();
    },
    onDone() {
      void queryClient.invalidateQueries({ queryKey: ['jobs', projectId] });
      void queryClient.invalidateQueries({ queryKey: ['revisions', projectId] });
    },
  });
  const onOnline = () => files.retryNow();
  addEventListener('online', onOnline);
  addEventListener('pagehide', drafts.flush);
  void files.refresh();

  return {
    projectId,
    files,
    jobs,
    readFile: createReadCache(backend),
    isOwnEdit: (revisionId) => ownEdits.has(revisionId),
    dispose() {
      removeEventListener('online', onOnline);
      removeEventListener('pagehide', drafts.flush);
      drafts.flush();
      files.dispose();
      jobs.dispose();
    },
  };
}
