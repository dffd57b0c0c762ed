import { Link } from 'react-router';

import { t } from '../i18n/index.ts';

export function SignUpLink() {
  return (
    <>
      {t('auth.noAccount')}{' '}
      <Link to="/sign-up" className="font-medium text-primary-ink underline underline-offset-4">
        {t('auth.signUp')}
      </Link>
    </>
  );
}
