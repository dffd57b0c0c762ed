import { type ApiClient } from '@promptly/client';
import { type Project } from '@promptly/common';
import { TooltipProvider } from '@promptly/ui';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';

import { WorkspaceProvider } from '../features/workspace/workspace-context.tsx';
import {
  openWorkspaceSession,
  type WorkspaceSession,
} from '../features/workspace/workspace-session.ts';
import { type Session } from '../lib/session.ts';
import { StudioProvider } from '../lib/studio.tsx';
import { renderStudio } from './render-studio.tsx';

export const PROJECT: Project = {
  id: 'prj_1',
  orgId: 'org_1',
  name: 'A shop',
  slug: 'a-shop',
  type: 'prompt',
  headRevisionId: 'rev_head',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  archivedAt: null,
  deletedAt: null,
  purgesAt: null,
};

export interface WorkspaceOptions {
  canEdit?: boolean;
  project?: Partial<Project>;
  session?: Partial<WorkspaceSession>;
  /** What the API answers to GET, by the end of the path; an empty page where it is not told. */
  answers?: Record<string, unknown>;
}

/** Renders a part of the workspace over an open project; notes what it asks for. */
export async function renderWorkspace(element: ReactNode, options: WorkspaceOptions = {}) {
  const { canEdit = true, answers = {} } = options;
  const gets: string[] = [];
  const posts: string[] = [];
  const api = {
    get: (path: string) => {
      gets.push(path);
      const end = Object.keys(answers).find((known) => path.endsWith(known));
      return Promise.resolve(end ? answers[end] : { items: [], nextCursor: null });
    },
    post: (path: string) => {
      posts.push(path);
      return Promise.resolve({});
    },
    // eslint-disable-next-line require-yield -- a stream of nothing
    streamJobEvents: async function* () {
      await Promise.resolve();
    },
  } as unknown as ApiClient;
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = openWorkspaceSession(api, queryClient, PROJECT.id);
  const value = {
    ...session,
    ...options.session,
    project: { ...PROJECT, ...options.project },
    canEdit,
  };
  const view = await renderStudio(
    <StudioProvider studio={{ api, session: {} as Session }}>
      <TooltipProvider>
        <WorkspaceProvider value={value}>{element}</WorkspaceProvider>
      </TooltipProvider>
    </StudioProvider>,
    queryClient,
  );
  return { ...view, gets, posts, session };
}
