import { ApiError } from '@promptly/client';
import { Alert, Button, Spinner } from '@promptly/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useApi, useSession, useSessionState } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { InvitationEntry } from './invitation-entry.tsx';
import { useLinkToken } from './use-link-token.ts';

/** Where the link of an invitation leads: it says what it is to, and lets its reader sign in or up, and accept. */
export function InvitationPage() {
  const { t } = useTranslation();
  const { orgId = '' } = useParams();
  const [api, session, state] = [useApi(), useSession(), useSessionState()];
  const token = useLinkToken();
  const queryClient = useQueryClient();
  const errorMessage = useErrorMessage();
  const offer = useQuery({
    queryKey: ['invitation', orgId, token],
    queryFn: ({ signal }) =>
      api.post('/api/v1/orgs/{orgId}/invite/look-up', {
        ...{ params: { path: { orgId } }, body: { token } },
        signal,
      }),
    retry: false,
    staleTime: Infinity,
  });
  const accept = useMutation({
    mutationFn: () =>
      api.post('/api/v1/orgs/{orgId}/members', {
        ...{ params: { path: { orgId } }, body: { token } },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['orgs'] }),
  });
  usePageTitle(t('auth.invitation.title'));

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {offer.data
          ? t('auth.invitation.join', { org: offer.data.orgName })
          : t('auth.invitation.title')}
      </PageHeading>
      {body()}
    </AuthLayout>
  );

  function body() {
    if (offer.isPending) {
      return (
        <p className="mt-8 flex items-center gap-2 text-muted-foreground" role="status">
          <Spinner /> {t('auth.invitation.loading')}
        </p>
      );
    }
    if (offer.isError) {
      const isOver =
        offer.error instanceof ApiError && [404, 410, 422].includes(offer.error.status);
      return (
        <div className="mt-8 grid gap-5">
          <Alert variant="destructive">
            {isOver ? t('auth.invitation.over') : errorMessage(offer.error)}
          </Alert>
          {isOver ? (
            <Home />
          ) : (
            <Button size="lg" loading={offer.isFetching} onClick={() => void offer.refetch()}>
              {t('app.retry')}
            </Button>
          )}
        </div>
      );
    }
    const { email, orgName, role } = offer.data;
    if (accept.isSuccess) {
      return (
        <div className="mt-8 grid gap-5">
          <Alert>{t('auth.invitation.done', { org: orgName })}</Alert>
          <Home />
        </div>
      );
    }
    return (
      <>
        <p className="mt-1.5 text-muted-foreground">
          {t('auth.invitation.description', { role: t(`home.role.${role}`), email })}
        </p>
        <div className="mt-8 grid gap-5">
          {accept.isError && <Alert variant="destructive">{errorMessage(accept.error)}</Alert>}
          {entryOrAccept(email)}
        </div>
      </>
    );
  }

  function entryOrAccept(email: string) {
    if (state.status !== 'signed_in') {
      return (
        <InvitationEntry
          email={email}
          invitation={token}
          onEntered={() => accept.mutateAsync().then(() => undefined)}
        />
      );
    }
    if (state.user.email !== email) {
      return (
        <>
          <Alert variant="warning">
            {t('auth.invitation.otherAccount', { own: state.user.email, email })}
          </Alert>
          <Button size="lg" className="w-full" onClick={() => void session.signOut()}>
            {t('auth.invitation.signOut')}
          </Button>
        </>
      );
    }
    return (
      <Button
        size="lg"
        className="w-full"
        loading={accept.isPending}
        onClick={() => accept.mutate()}
      >
        {t('auth.invitation.accept')}
      </Button>
    );
  }
}

function Home() {
  const { t } = useTranslation();
  return (
    <Button asChild size="lg" className="w-full">
      <Link to="/">{t('app.home')}</Link>
    </Button>
  );
}
