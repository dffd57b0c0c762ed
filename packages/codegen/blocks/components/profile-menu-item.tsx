import { DropdownMenuItem } from '@promptly/ui';
import { UserRound } from 'lucide-react';
import { Link } from 'react-router';

import { t } from '../i18n/index.ts';

export function ProfileMenuItem() {
  return (
    <DropdownMenuItem asChild>
      <Link to="/profile">
        <UserRound aria-hidden className="size-4" />
        {t('profile.title')}
      </Link>
    </DropdownMenuItem>
  );
}
