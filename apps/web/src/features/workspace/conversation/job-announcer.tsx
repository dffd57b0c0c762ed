import { useTranslation } from 'react-i18next';

import { hasEnded, isOver, type JobView } from '../jobs/job-view.ts';
import { useJobs } from '../workspace-context.tsx';

/** Tells a screen reader how the newest job goes: its step, then the checks, then the outcome. */
export function JobAnnouncer() {
  const { jobs } = useJobs();
  const newest = [...jobs.values()].at(-1);
  const text = useAnnouncement(newest);
  return (
    <div role="log" aria-live="polite" aria-atomic="true" className="sr-only">
      {text}
    </div>
  );
}

function useAnnouncement(job: JobView | undefined): string {
  const { t } = useTranslation();
  // A job that was over before the page was opened is no news.
  if (!job || job.lastSeq === 0) return '';
  if (isOver(job)) {
    if (job.status === 'succeeded') return t('conversation.live.succeeded');
    if (job.status === 'canceled') return t('conversation.live.canceled');
    const reason = t(`conversation.error.${job.error?.code ?? 'internal'}`);
    return t('conversation.live.failed', { reason });
  }
  if (job.checks.some(hasEnded)) {
    const passed = job.checks.filter(({ status }) => status === 'passed').length;
    return t('conversation.live.checks', { passed, total: job.checks.length });
  }
  const step = job.steps.at(-1);
  return step
    ? t('conversation.live.step', { step: t(`conversation.step.${step.name}`) })
    : t('conversation.status.queued');
}
