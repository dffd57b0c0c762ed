import { locale } from '../i18n/index.ts';
import { CURRENCY } from './currency.ts';

export function formatMoney(amount: number): string {
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: CURRENCY,
    minimumFractionDigits: 0,
    maximumFractionDigits: 2,
  }).format(amount);
}
