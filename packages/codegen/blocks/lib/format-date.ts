import { locale } from '../i18n/index.ts';

/** "2026-11-16" as the reader writes dates; a dash where there is none. */
export function formatDate(day: string): string {
  if (day === '') return '–';
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
