import { Button } from '@promptly/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { innerAddress } from '../../lib/inner-address.ts';
import { useApi, useSession } from '../../lib/studio.tsx';

/** The ways to sign in at other services that this studio offers; nothing where it offers none. */
export function ProviderButtons() {
  const { t } = useTranslation();
  const [api, session] = [useApi(), useSession()];
  const [params] = useSearchParams();
  const { data } = useQuery({
    queryKey: ['auth-providers'],
    queryFn: ({ signal }) => api.get('/api/v1/auth/providers', { signal }),
  });
  const offered = data?.items.filter((provider) => provider.signIn) ?? [];
  if (offered.length === 0) return null;
  const query = new URLSearchParams({ returnTo: innerAddress(params.get('next')) });

  return (
    <div className="mt-6 grid gap-3">
      <p className="flex items-center gap-3 text-sm text-muted-foreground before:h-px before:grow before:bg-border after:h-px after:grow after:bg-border">
        {t('auth.elsewhere.or')}
      </p>
      {offered.map(({ provider, label }) => (
        <Button key={provider} asChild variant="outline" size="lg" className="w-full">
          {/* Not a link of the router: the server sends the browser on. */}
          <a href={`/api/v1/oauth/${provider}/start?${query}`} onClick={() => session.expect()}>
            {t('auth.elsewhere.continueWith', { label })}
          </a>
        </Button>
      ))}
    </div>
  );
}
