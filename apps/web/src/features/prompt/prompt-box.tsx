import { LIMITS } from '@promptly/common';
import { cn, Textarea } from '@promptly/ui';
import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';

export interface PromptBoxProps {
  label: string;
  placeholder: string;
  value: string;
  onValueChange: (value: string) => void;
  /** Called on Enter and by the submit button, with text in the box only. */
  onSubmit: () => void;
  /** Left of the lower row: hints, or what is attached. */
  footer?: ReactNode;
  /** Right of the lower row: the submit button. */
  action: ReactNode;
  size?: 'large' | 'compact';
  ref?: Ref<HTMLTextAreaElement>;
  className?: string;
}

/** The box that a wish is written into. It grows with its text; Enter sends, Shift+Enter makes a new line. */
export function PromptBox({
  label,
  placeholder,
  value,
  onValueChange,
  onSubmit,
  footer,
  action,
  size = 'large',
  ref,
  className,
}: PromptBoxProps) {
  const { t } = useTranslation();
  const errorId = useId();
  const excess = value.trim().length - LIMITS.promptMaxChars;
  return (
    <form
      className={cn(
        'rounded-2xl border border-border-strong bg-card shadow-card transition-[border-color,box-shadow] focus-within:border-ring focus-within:shadow-popover',
        className,
      )}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        ref={ref}
        aria-label={label}
        aria-invalid={excess > 0}
        aria-describedby={excess > 0 ? errorId : undefined}
        placeholder={placeholder}
        value={value}
        rows={size === 'large' ? 3 : 1}
        enterKeyHint="send"
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
        className={cn(
          'scrollbar-quiet resize-none border-0 bg-transparent shadow-none focus-visible:outline-none',
          size === 'large'
            ? 'max-h-[45dvh] min-h-28 px-5 pt-4.5 pb-2 text-base/relaxed sm:text-[1.0625rem]/relaxed'
            : 'max-h-[35dvh] min-h-11 px-4 pt-3 pb-1 text-base sm:text-sm/relaxed',
        )}
      />
      <div
        className={cn(
          'flex items-center justify-between gap-3',
          size === 'large' ? 'px-3 pb-3 ps-5' : 'px-2 pb-2 ps-4',
        )}
      >
        <div className="min-w-0 text-xs text-muted-foreground">
          {excess > 0 ? (
            <span id={errorId} role="alert" className="font-medium text-destructive-ink">
              {t('home.prompt.tooLong', { count: excess })}
            </span>
          ) : (
            footer
          )}
        </div>
        {action}
      </div>
    </form>
  );

  function submit(): void {
    if (value.trim() !== '' && excess <= 0) onSubmit();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    // Enter that picks a word of an input method is no Enter of ours; some browsers say so by key code 229 alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    // A phone's keyboard has no Shift+Enter: its Enter makes the new line, and the button sends.
    const isModified = event.ctrlKey || event.metaKey;
    if (!isModified && matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    submit();
  }
}
