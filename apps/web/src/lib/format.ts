import { useTranslation } from 'react-i18next';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KIB = 1024;
/** Browsers know little of Kinyarwanda; French shares its order of dates and its decimal comma. */
const FORMAT_LOCALES: Record<string, string> = { rw: 'fr' };

export interface Formats {
  /** Such as “320 ms”, “8.2 s” or “1 min 5 s”. */
  duration: (durationMs: number) => string;
  /** Such as “just now”, “5 minutes ago”, or a date where it is longer than a week ago. */
  ago: (timestamp: string, now: number) => string;
  dateTime: (timestamp: string) => string;
  /** Such as “12 KB”. */
  size: (bytes: number) => string;
}

/** Writes times and sizes in the reader's language. */
export function useFormats(): Formats {
  const { t, i18n } = useTranslation();
  const locale = FORMAT_LOCALES[i18n.language] ?? i18n.language;
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return {
    duration(durationMs) {
      if (durationMs < SECOND_MS) return `${number(durationMs, 0)} ms`;
      if (durationMs < MINUTE_MS) return `${number(durationMs / SECOND_MS, 1)} s`;
      const minutes = Math.floor(durationMs / MINUTE_MS);
      return `${minutes} min ${number((durationMs % MINUTE_MS) / SECOND_MS, 0)} s`;
    },
    ago(timestamp, now) {
      const ageMs = now - Date.parse(timestamp);
      if (ageMs < MINUTE_MS) return t('time.now');
      if (ageMs < HOUR_MS) return t('time.minutes', { count: Math.floor(ageMs / MINUTE_MS) });
      if (ageMs < DAY_MS) return t('time.hours', { count: Math.floor(ageMs / HOUR_MS) });
      if (ageMs < 7 * DAY_MS) return t('time.days', { count: Math.floor(ageMs / DAY_MS) });
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.parse(timestamp));
    },
    dateTime: (timestamp) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
        Date.parse(timestamp),
      ),
    size(bytes) {
      if (bytes < KIB) return `${number(bytes, 0)} B`;
      if (bytes < KIB * KIB) return `${number(bytes / KIB, 0)} KB`;
      return `${number(bytes / KIB / KIB, 1)} MB`;
    },
  };
}
