import { Alert, Button, toast } from '@promptly/ui';
import { ArrowUp, Square } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../../lib/error-message.ts';
import { useDraft } from '../../../lib/use-draft.ts';
import { PromptBox } from '../../prompt/prompt-box.tsx';
import { useSendPrompt, useStopJob } from '../jobs/use-job-list.ts';
import { useActiveJob, useWorkspace } from '../workspace-context.tsx';

export interface ComposerHandle {
  /** Puts a text into the box where nothing is written yet, and goes there. */
  begin: (text: string) => void;
}

export interface ComposerProps {
  ref?: Ref<ComposerHandle>;
  onSent: () => void;
}

/** Where the next wish is written. While a job runs it can be stopped, and the next wish prepared. */
export function Composer({ ref, onSent }: ComposerProps) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const { projectId, canEdit } = useWorkspace();
  const [draft, setDraft] = useDraft(`draft:prompt:${projectId}`);
  const active = useActiveJob();
  const send = useSendPrompt();
  const stop = useStopJob();
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({
    begin(text) {
      if (draft.trim() === '') setDraft(text);
      box.current?.focus();
    },
  }));
  if (!canEdit) return <Alert>{t('workspace.readOnly')}</Alert>;
  const isStopping = active !== null && stop.isPending;

  function submit(): void {
    if (active || send.isPending) return;
    send.mutate(draft.trim(), {
      onSuccess: () => {
        setDraft('');
        onSent();
        // From the button to where the next one is written; on a phone that would bring up the keyboard.
        if (!matchMedia('(pointer: coarse)').matches) box.current?.focus();
      },
      onError: (error) => toast.error(errorMessage(error)),
    });
  }

  return (
    <PromptBox
      ref={box}
      size="compact"
      label={t('conversation.composer.label')}
      placeholder={t('conversation.composer.placeholder')}
      value={draft}
      onValueChange={setDraft}
      onSubmit={submit}
      footer={active && t('conversation.composer.busy')}
      action={
        active ? (
          <Button
            variant="secondary"
            size="sm"
            className="rounded-xl"
            loading={isStopping}
            onClick={() =>
              stop.mutate(active.id, { onError: (error) => toast.error(errorMessage(error)) })
            }
          >
            {!isStopping && <Square aria-hidden className="size-3 fill-current" />}
            {t(isStopping ? 'conversation.composer.stopping' : 'conversation.composer.stop')}
          </Button>
        ) : (
          <Button
            type="submit"
            size="icon"
            className="size-8 rounded-xl pointer-coarse:size-10"
            aria-label={t('conversation.composer.submit')}
            loading={send.isPending}
            // A button that is disabled would drop the focus that it had while it was the one that stops.
            aria-disabled={send.isPending || draft.trim() === ''}
          >
            {!send.isPending && <ArrowUp aria-hidden />}
          </Button>
        )
      }
    />
  );
}
