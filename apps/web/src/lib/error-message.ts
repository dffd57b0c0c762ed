import { ApiError, NetworkError } from '@promptly/client';
import { useTranslation } from 'react-i18next';

/** Says in the reader's language what went wrong and what to do. */
export function useErrorMessage(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof NetworkError) return t('errors.network');
    if (error instanceof ApiError) return t(`errors.${error.code}`);
    return t('errors.unknown');
  };
}
