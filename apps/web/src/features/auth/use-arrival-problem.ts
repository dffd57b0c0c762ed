import { type ErrorCode } from '@promptly/common';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

/** Why the way to another service was in vain, as the address says; null where it says nothing, or nothing known. */
export function useArrivalProblem(): string | null {
  const { t, i18n } = useTranslation();
  const [params] = useSearchParams();
  const code = params.get('problem');
  if (code === null || !/^[a-z_]+$/.test(code)) return null;
  return i18n.exists(`errors.${code}`) ? t(`errors.${code as ErrorCode}`) : t('errors.unknown');
}
