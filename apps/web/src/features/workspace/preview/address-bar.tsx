import { Input } from '@promptly/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface AddressBarProps {
  path: string;
  disabled: boolean;
  onNavigate: (path: string) => void;
}

/** The path within the app: it follows the app, and leads it where another is typed. */
export function AddressBar({ path, disabled, onNavigate }: AddressBarProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <form
      className="min-w-0 flex-1 px-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== null) onNavigate(pathOf(typed));
        setTyped(null);
      }}
    >
      <Input
        aria-label={t('preview.address')}
        className="h-7.5 rounded-full border-transparent bg-muted px-3.5 font-mono text-xs shadow-none hover:border-border sm:text-xs pointer-coarse:h-9"
        disabled={disabled}
        spellCheck={false}
        autoCapitalize="none"
        value={typed ?? path}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(null);
        }}
      />
    </form>
  );
}

/** What was typed as a path with one leading slash. */
function pathOf(typed: string): string {
  return `/${typed.trim().replace(/^[/\\]+/, '')}`;
}
