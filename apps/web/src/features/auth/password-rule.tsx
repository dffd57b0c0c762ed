import { LIMITS } from '@promptly/common';
import { cn } from '@promptly/ui';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** The one rule of passwords, and whether it is met: length does more than symbols. */
export function PasswordRule({ password }: { password: string }) {
  const { t } = useTranslation();
  const count = LIMITS.passwordMinChars;
  const met = password.length >= count;
  return (
    <span className={cn('flex items-center gap-2 transition-colors', met && 'text-success-ink')}>
      <span aria-hidden className="flex h-1 w-16 overflow-hidden rounded-full bg-muted">
        <span
          className={cn(
            'origin-left rounded-full transition-[width,background-color] duration-300',
            met ? 'bg-success-ink' : 'bg-muted-foreground',
          )}
          style={{ width: `${Math.min(1, password.length / count) * 100}%` }}
        />
      </span>
      {t(met ? 'auth.passwordRuleMet' : 'auth.passwordRule', { count })}
      {met && <Check aria-hidden className="size-3.5" />}
    </span>
  );
}
