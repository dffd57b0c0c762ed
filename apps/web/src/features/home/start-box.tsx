import { Alert, Button } from '@promptly/ui';
import { ArrowUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../lib/error-message.ts';
import { randomId } from '../../lib/random-id.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { PromptBox } from '../prompt/prompt-box.tsx';
import { ExamplePrompts } from './example-prompts.tsx';
import { useStartProject } from './use-start-project.ts';

export interface StartBoxProps {
  /** Whose draft is kept in this browser. */
  personId: string;
  /** Undefined until the organizations are loaded: people may write, and even send, before. */
  orgId: string | undefined;
  canCreate: boolean;
}

/** The box on the home page: what is sent from it becomes a project. */
export function StartBox({ personId, orgId, canCreate }: StartBoxProps) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const [draft, setDraft] = useDraft(`draft:home:${personId}`);
  const [key, setKey] = useState(randomId);
  const box = useRef<HTMLTextAreaElement>(null);
  const start = useStartProject(orgId);
  if (!canCreate) return <Alert>{t('workspace.readOnly')}</Alert>;

  function change(text: string): void {
    setDraft(text);
    setKey(randomId());
    start.reset();
  }

  function submit(): void {
    if (start.isPending) return;
    start.mutate({ promptText: draft.trim(), key }, { onSuccess: () => setDraft('') });
  }

  return (
    <>
      <PromptBox
        ref={box}
        label={t('home.prompt.label')}
        placeholder={t('home.prompt.placeholder')}
        value={draft}
        onValueChange={change}
        onSubmit={submit}
        footer={
          <span className="hidden pointer-fine:inline [&_kbd]:font-sans [&_kbd]:font-medium [&_kbd]:text-foreground">
            <kbd>{t('home.prompt.enter')}</kbd> {t('home.prompt.toBuild')},{' '}
            <kbd>{t('home.prompt.shiftEnter')}</kbd> {t('home.prompt.newLine')}
          </span>
        }
        action={
          <Button
            type="submit"
            className="rounded-xl"
            loading={start.isPending}
            disabled={draft.trim() === ''}
          >
            {t('home.prompt.submit')}
            {!start.isPending && <ArrowUp aria-hidden />}
          </Button>
        }
      />
      {start.isError && (
        <Alert variant="destructive" className="mt-3">
          {errorMessage(start.error)}
        </Alert>
      )}
      <ExamplePrompts
        onChoose={(prompt) => {
          change(prompt);
          box.current?.focus();
        }}
      />
    </>
  );
}
