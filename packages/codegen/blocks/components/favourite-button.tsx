import { Button, cn } from '@promptly/ui';
import { Heart } from 'lucide-react';

import { useFavourites } from '../hooks/use-favourites.ts';
import { t } from '../i18n/index.ts';

interface FavouriteButtonProps {
  /** The id of what is liked. */
  id: string;
  name: string;
}

export function FavouriteButton({ id, name }: FavouriteButtonProps) {
  const { has, toggle } = useFavourites();
  const liked = has(id);
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-pressed={liked}
      aria-label={t('favourite.toggle', { name })}
      onClick={() => toggle(id)}
    >
      <Heart aria-hidden className={cn(liked && 'fill-current text-destructive-ink')} />
    </Button>
  );
}
