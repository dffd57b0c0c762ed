import { locale } from '../i18n/index.ts';

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}
