import { Alert, Button, Skeleton } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../../lib/error-message.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useWorkspaceUrl } from '../use-workspace-url.ts';
import { RevisionRow } from './revision-row.tsx';
import { useRestore, useRevisions } from './use-revisions.ts';

const SKELETONS = 6;
const CLOCK_MS = 30_000;

/** Every version of the project, newest first: look at one, or make the project stand at it. */
export function HistoryPane() {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const now = useNow(CLOCK_MS);
  const query = useRevisions();
  const restore = useRestore(t('history.restored'));
  const { previewRevision } = useWorkspaceUrl();
  const revisions = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="scrollbar-quiet h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl px-5 py-7">
        <h2 className="font-display text-lg font-semibold">{t('history.title')}</h2>
        <p className="mt-0.5 text-sm text-muted-foreground">{t('history.description')}</p>
        {query.isError && revisions.length === 0 ? (
          <Alert variant="destructive" className="mt-5">
            {t('history.failed')} {errorMessage(query.error)}
            <Button
              variant="link"
              className="h-auto w-fit px-0"
              onClick={() => void query.refetch()}
            >
              {t('app.retry')}
            </Button>
          </Alert>
        ) : query.isPending ? (
          <div className="mt-5 grid gap-3">
            <span role="status" className="sr-only">
              {t('history.loading')}
            </span>
            {Array.from({ length: SKELETONS }, (_, index) => (
              <Skeleton key={index} className="h-14 rounded-xl" />
            ))}
          </div>
        ) : (
          <ol className="mt-5 divide-y divide-border overflow-hidden rounded-xl border border-border bg-card">
            {revisions.map((revision) => (
              <RevisionRow
                key={revision.id}
                revision={revision}
                now={now}
                restoring={restore.isPending && restore.variables === revision.id}
                onPreview={() => previewRevision(revision.isHead ? null : revision.id)}
                onRestore={() => restore.mutate(revision.id)}
              />
            ))}
          </ol>
        )}
        {query.hasNextPage && (
          <div className="mt-6 text-center">
            <Button
              variant="outline"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('history.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
