import { Alert, AlertDescription, Button } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { ApplyDialog } from '../history/apply-dialog.tsx';
import { useRestore } from '../history/use-revisions.ts';
import { type JobView } from '../jobs/job-view.ts';
import { type Place } from '../use-workspace-url.ts';
import { useWorkspace } from '../workspace-context.tsx';

export interface TurnFailureProps {
  job: JobView;
  onOpen: (place: Place) => void;
  onPreview: (revisionId: string) => void;
  /** Puts the prompt into the box again, to be worded otherwise. */
  onRephrase: (promptText: string) => void;
}

/** Why a job was not applied, and what can be done with what it built. */
export function TurnFailure({ job, onOpen, onPreview, onRephrase }: TurnFailureProps) {
  const { t } = useTranslation();
  const { project, canEdit } = useWorkspace();
  const restore = useRestore(t('conversation.applied'));
  const { candidateId } = job;
  const paths = conflictsOf(job);
  return (
    <Alert variant="warning">
      <AlertDescription>
        {t(`conversation.error.${job.error?.code ?? 'internal'}`)}
      </AlertDescription>
      {paths.length > 0 && (
        <ul aria-label={t('conversation.conflicts')} className="mt-1.5 grid min-w-0 gap-0.5">
          {paths.map((path) => (
            <li key={path} className="min-w-0">
              <Button
                variant="link"
                className="h-auto max-w-full justify-start p-0 font-mono text-xs font-normal"
                aria-label={t('conversation.openFile', { path })}
                onClick={() => onOpen({ path })}
              >
                <span className="truncate">{path}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2 empty:hidden">
        {candidateId !== null && (
          <Button variant="outline" size="sm" onClick={() => onPreview(candidateId)}>
            {t('conversation.previewCandidate')}
          </Button>
        )}
        {canEdit && (
          <Button variant="outline" size="sm" onClick={() => onRephrase(job.promptText)}>
            {t('conversation.rephrase')}
          </Button>
        )}
        {canEdit && candidateId !== null && isWhole(job, project.headRevisionId) && (
          <ApplyDialog onApply={() => restore.mutate(candidateId)}>
            <Button variant="ghost" size="sm" loading={restore.isPending}>
              {t('conversation.applyAnyway')}
            </Button>
          </ApplyDialog>
        )}
      </div>
    </Alert>
  );
}

/** The files that were changed by hand in the lines that the job changed too. */
function conflictsOf({ error }: JobView): string[] {
  if (error?.code !== 'merge_conflict' || !Array.isArray(error.details.paths)) return [];
  return error.details.paths.filter((path) => typeof path === 'string');
}

/**
 * Whether a candidate has all that the head has, so that nobody's edits go when it is applied: it was merged with
 * them, came as far as the checks, and the head is still the one that it was made for.
 */
function isWhole({ error, candidateParentId }: JobView, headRevisionId: string): boolean {
  const wasMerged =
    error?.code === 'verification_failed' || error?.code === 'verification_incomplete';
  return wasMerged && candidateParentId === headRevisionId;
}
