import {
  Alert,
  AlertDescription,
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
  Button,
} from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useRestore } from '../history/use-revisions.ts';
import { type JobView } from '../jobs/job-view.ts';
import { useWorkspace } from '../workspace-context.tsx';

export interface TurnFailureProps {
  job: JobView;
  onPreview: (revisionId: string) => void;
}

/** Why a job was not applied, and what can be done with what it built. */
export function TurnFailure({ job, onPreview }: TurnFailureProps) {
  const { t } = useTranslation();
  const { canEdit } = useWorkspace();
  const restore = useRestore(t('conversation.applied'));
  const { candidateId } = job;
  return (
    <Alert variant="warning">
      <AlertDescription>
        {t(`conversation.error.${job.error?.code ?? 'internal'}`)}
      </AlertDescription>
      {candidateId !== null && (
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Button variant="outline" size="sm" onClick={() => onPreview(candidateId)}>
            {t('conversation.previewCandidate')}
          </Button>
          {canEdit && (
            <AlertDialog>
              <AlertDialogTrigger asChild>
                <Button variant="ghost" size="sm" loading={restore.isPending}>
                  {t('conversation.applyAnyway')}
                </Button>
              </AlertDialogTrigger>
              <AlertDialogContent>
                <AlertDialogHeader>
                  <AlertDialogTitle>{t('conversation.applyConfirm.title')}</AlertDialogTitle>
                  <AlertDialogDescription>
                    {t('conversation.applyConfirm.description')}
                  </AlertDialogDescription>
                </AlertDialogHeader>
                <AlertDialogFooter>
                  <AlertDialogCancel>{t('app.cancel')}</AlertDialogCancel>
                  <AlertDialogAction onClick={() => restore.mutate(candidateId)}>
                    {t('conversation.applyAnyway')}
                  </AlertDialogAction>
                </AlertDialogFooter>
              </AlertDialogContent>
            </AlertDialog>
          )}
        </div>
      )}
    </Alert>
  );
}
