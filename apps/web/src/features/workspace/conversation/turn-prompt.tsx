import { Button, cn } from '@promptly/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const LONG_CHARS = 480;

/** What was asked for; a long prompt is cut until someone wants to read it. */
export function TurnPrompt({ text }: { text: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const isLong = text.length > LONG_CHARS;
  return (
    <div className="ms-auto w-fit max-w-[92%] rounded-2xl rounded-ee-md bg-secondary px-4 py-2.5 text-sm text-secondary-foreground">
      <span className="sr-only">{t('conversation.you')} </span>
      <p className={cn('break-words whitespace-pre-wrap', isLong && !open && 'line-clamp-6')}>
        {text}
      </p>
      {isLong && (
        <Button
          variant="link"
          className="mt-1 h-auto p-0 text-xs"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'conversation.showLess' : 'conversation.showMore')}
        </Button>
      )}
    </div>
  );
}
