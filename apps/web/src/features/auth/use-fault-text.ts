import { LIMITS } from '@promptly/common';
import { useTranslation } from 'react-i18next';

import { type CredentialFault } from './credentials.ts';

export function useFaultText(): (fault: CredentialFault | undefined) => string | undefined {
  const { t } = useTranslation();
  return (fault) => {
    switch (fault) {
      case undefined:
        return undefined;
      case 'email_invalid':
        return t('auth.emailInvalid');
      case 'password_missing':
        return t('auth.passwordMissing');
      case 'password_short':
        return t('auth.passwordTooShort', { count: LIMITS.passwordMinChars });
    }
  };
}
