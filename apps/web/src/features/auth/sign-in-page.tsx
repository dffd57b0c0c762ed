import { Alert, Button } from '@promptly/ui';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useArrivalProblem } from './use-arrival-problem.ts';
import { useSignupRule } from './use-signup-rule.ts';

export function SignInPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const problem = useArrivalProblem();
  const rule = useSignupRule();
  usePageTitle(t('auth.signIn.submit'));
  // Nobody has an account yet.
  if (rule?.isFirst) return <Navigate to={{ pathname: '/sign-up', search: `${params}` }} replace />;

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.signIn.title')}
      </PageHeading>
      <p className="mt-1.5 text-muted-foreground">{t('auth.signIn.description')}</p>
      <SignInForm
        notice={
          <>
            {params.has('expired') && <Alert variant="warning">{t('auth.signIn.expired')}</Alert>}
            {problem !== null && <Alert variant="destructive">{problem}</Alert>}
          </>
        }
      />
      <ProviderButtons />
      {(rule?.mode ?? 'open') === 'open' && (
        <p className="mt-8 text-center text-sm text-muted-foreground">
          {t('auth.signIn.switch')}{' '}
          <Button asChild variant="link" className="h-auto px-1">
            <Link to={{ pathname: '/sign-up', search: params.toString() }}>
              {t('auth.signIn.switchAction')}
            </Link>
          </Button>
        </p>
      )}
    </AuthLayout>
  );
}
