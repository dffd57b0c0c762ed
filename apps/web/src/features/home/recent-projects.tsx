import { Alert, Button, Skeleton } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../lib/error-message.ts';
import { useNow } from '../../lib/use-now.ts';
import { ProjectCard } from './project-card.tsx';
import { useProjects } from './use-projects.ts';

const SKELETONS = 4;
const CLOCK_MS = 30_000;

export interface RecentProjectsProps {
  orgId: string | undefined;
  /** Why there is no organization, where that could not be loaded. */
  orgsError: Error | null;
}

export function RecentProjects({ orgId, orgsError }: RecentProjectsProps) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const now = useNow(CLOCK_MS);
  const query = useProjects(orgId);
  const projects = query.data?.pages.flatMap((page) => page.items) ?? [];
  const error = orgsError ?? query.error;

  return (
    <section aria-labelledby="recent-projects" className="mt-[clamp(3.5rem,10dvh,7rem)]">
      <h2 id="recent-projects" className="text-sm font-semibold">
        {t('home.recent.title')}
      </h2>
      {error ? (
        <Alert variant="destructive" className="mt-4">
          {t('home.recent.failed')} {errorMessage(error)}
          <Button variant="link" className="h-auto w-fit px-0" onClick={() => void query.refetch()}>
            {t('app.retry')}
          </Button>
        </Alert>
      ) : query.isPending ? (
        <div className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(15.5rem,1fr))] gap-4 sm:gap-5">
          <span role="status" className="sr-only">
            {t('home.recent.loading')}
          </span>
          {Array.from({ length: SKELETONS }, (_, index) => (
            <div key={index} className="grid gap-3">
              <Skeleton className="aspect-[16/9] rounded-xl" />
              <Skeleton className="h-4 w-2/3" />
            </div>
          ))}
        </div>
      ) : projects.length === 0 ? (
        <div className="mt-4 rounded-2xl border border-dashed border-border-strong px-6 py-12 text-center">
          <p className="font-medium">{t('home.recent.empty')}</p>
          <p className="mt-1 text-sm text-muted-foreground">{t('home.recent.emptyHint')}</p>
        </div>
      ) : (
        <ul className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(15.5rem,1fr))] gap-4 sm:gap-5">
          {projects.map((project) => (
            <ProjectCard key={project.id} project={project} now={now} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="mt-8 text-center">
          <Button
            variant="outline"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('home.recent.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
