import {
  Avatar,
  AvatarFallback,
  Button,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
  initials,
} from '@promptly/ui';
import { LogOut } from 'lucide-react';
import { type ReactNode } from 'react';
import { Link } from 'react-router';

import { useAccount } from '../hooks/use-account.ts';
import { t } from '../i18n/index.ts';
import { session } from '../lib/session.ts';

/** Who is signed in, and the way out; for others, the way in. */
export function UserMenu({ children }: { children?: ReactNode }) {
  const account = useAccount();
  if (!account) {
    return (
      <Button asChild size="sm">
        <Link to="/sign-in">{t('auth.signIn')}</Link>
      </Button>
    );
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon">
          <span className="sr-only">{t('auth.menu', { name: account.name })}</span>
          <Avatar aria-hidden className="size-8">
            <AvatarFallback>{initials(account.name)}</AvatarFallback>
          </Avatar>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>
          <span className="block text-sm text-foreground">{account.name}</span>
          {account.email}
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {children}
        <DropdownMenuItem onSelect={() => session.signOut()}>
          <LogOut aria-hidden className="size-4" />
          {t('auth.signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
