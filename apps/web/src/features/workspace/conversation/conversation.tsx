import { Alert, Button, EmptyState, Spinner } from '@promptly/ui';
import { ArrowDown, MessageSquareText } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../../lib/error-message.ts';
import { useJobList } from '../jobs/use-job-list.ts';
import { type Place } from '../use-workspace-url.ts';
import { useActiveJob, useJobs } from '../workspace-context.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { HeadNotice } from './head-notice.tsx';
import { JobAnnouncer } from './job-announcer.tsx';
import { Turn } from './turn.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

export interface ConversationProps {
  onOpen: (place: Place) => void;
  onPreview: (revisionId: string) => void;
}

/** What was asked for and what came of it, newest at the end, and the box for the next wish. */
export function Conversation({ onOpen, onPreview }: ConversationProps) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const list = useJobList();
  const { jobs, connected } = useJobs();
  const active = useActiveJob();
  const { scroller, content, isAtEnd, goToEnd } = useStickToEnd();
  const composer = useRef<ComposerHandle>(null);
  const turns = [...jobs.values()];

  return (
    <section aria-label={t('workspace.conversation')} className="relative flex h-full flex-col">
      <h2 className="sr-only">{t('workspace.conversation')}</h2>
      <JobAnnouncer />
      <div
        ref={scroller}
        tabIndex={-1}
        className="scrollbar-quiet min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none"
      >
        <div ref={content} className="mx-auto max-w-2xl px-4 pt-5 pb-6">
          {list.hasNextPage && (
            <div className="mb-5 text-center">
              <Button
                variant="ghost"
                size="sm"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t('conversation.earlier')}
              </Button>
            </div>
          )}
          {list.isError && turns.length === 0 ? (
            <Alert variant="destructive">
              {t('conversation.failed')} {errorMessage(list.error)}
              <Button
                variant="link"
                className="h-auto w-fit px-0"
                onClick={() => void list.refetch()}
              >
                {t('app.retry')}
              </Button>
            </Alert>
          ) : list.isPending ? (
            <div className="grid place-items-center py-16">
              <Spinner label={t('conversation.loading')} />
            </div>
          ) : turns.length === 0 ? (
            <EmptyState
              icon={MessageSquareText}
              title={t('conversation.empty.title')}
              description={t('conversation.empty.description')}
            />
          ) : (
            <ol className="grid grid-cols-[minmax(0,1fr)] gap-9">
              {turns.map((job) => (
                <Turn
                  key={job.id}
                  job={job}
                  onOpen={onOpen}
                  onPreview={onPreview}
                  onRephrase={(promptText) => composer.current?.begin(promptText)}
                />
              ))}
            </ol>
          )}
          {turns.length > 0 && !active && <HeadNotice />}
        </div>
      </div>
      <div className="relative mx-auto w-full max-w-2xl px-3 pb-3">
        {!isAtEnd && (
          <Button
            variant="outline"
            size="icon"
            className="absolute -top-11 left-1/2 size-8 -translate-x-1/2 rounded-full bg-card shadow-card"
            aria-label={t('conversation.jumpToLatest')}
            onClick={goToEnd}
          >
            <ArrowDown aria-hidden />
          </Button>
        )}
        {active && !connected && (
          <p role="status" className="mb-2 text-center text-xs text-muted-foreground">
            {t('conversation.reconnecting')}
          </p>
        )}
        <Composer ref={composer} onSent={goToEnd} />
      </div>
    </section>
  );
}
