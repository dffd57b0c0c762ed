import { cn } from '@promptly/ui';
import { Star } from 'lucide-react';

import { t } from '../i18n/index.ts';

const STARS = [1, 2, 3, 4, 5];

/** A rating from 1 to 5 as stars, said in words to screen readers. */
export function Rating({ value }: { value: number }) {
  return (
    <span role="img" aria-label={t('rating.of', { value })} className="inline-flex gap-0.5">
      {STARS.map((star) => (
        <Star
          key={star}
          aria-hidden
          className={cn(
            'size-4',
            star <= Math.round(value) ? 'fill-current text-warning-ink' : 'text-border-strong',
          )}
        />
      ))}
    </span>
  );
}
