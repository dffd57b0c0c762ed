import { ApiError } from '@promptly/client';
import { Alert, Button, EmptyState } from '@promptly/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { Splash } from '../../app/splash.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useApi } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useProject } from './use-project.ts';
import { WorkspaceProvider } from './workspace-context.tsx';
import { WorkspaceLayout } from './workspace-layout.tsx';
import { openWorkspaceSession, type WorkspaceSession } from './workspace-session.ts';

/** A project: what was said about it on one side, what it is on the other. */
export function WorkspacePage() {
  const { projectId = '' } = useParams();
  return <OpenProject key={projectId} projectId={projectId} />;
}

function OpenProject({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const project = useProject(projectId);
  const role = useRole(project.data?.orgId);
  const session = useWorkspaceSession(projectId);
  usePageTitle(project.data?.name);

  if (project.isError && !project.data) {
    const isMissing =
      project.error instanceof ApiError && [404, 422].includes(project.error.status);
    return (
      <main className="grid grow place-items-center p-6">
        {isMissing ? (
          <EmptyState
            icon={FolderX}
            title={<PageHeading>{t('workspace.missing.title')}</PageHeading>}
            description={t('workspace.missing.description')}
            action={
              <Button asChild>
                <Link to="/">{t('workspace.back')}</Link>
              </Button>
            }
          />
        ) : (
          <Alert variant="destructive" className="max-w-md">
            {errorMessage(project.error)}
            <Button
              variant="link"
              className="h-auto w-fit px-0"
              onClick={() => void project.refetch()}
            >
              {t('app.retry')}
            </Button>
          </Alert>
        )}
      </main>
    );
  }
  if (!project.data || !session) return <Splash />;
  const canEdit = role !== 'viewer' && project.data.archivedAt === null;
  return (
    <WorkspaceProvider value={{ ...session, project: project.data, canEdit }}>
      <WorkspaceLayout />
    </WorkspaceProvider>
  );
}

/** The person's role where the project lives; undefined until it is known. */
function useRole(orgId: string | undefined) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['orgs'],
    queryFn: ({ signal }) => api.get('/api/v1/orgs', { signal }),
  });
  return data?.items.find((org) => org.id === orgId)?.role;
}

function useWorkspaceSession(projectId: string): WorkspaceSession | null {
  const api = useApi();
  const queryClient = useQueryClient();
  const [session, setSession] = useState<WorkspaceSession | null>(null);
  useEffect(() => {
    const opened = openWorkspaceSession(api, queryClient, projectId);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the session holds connections, which only an effect can close
    setSession(opened);
    return () => opened.dispose();
  }, [api, queryClient, projectId]);
  return session;
}
