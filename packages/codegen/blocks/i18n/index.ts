import { useSyncExternalStore } from 'react';

import { catalogues, DEFAULT_LOCALE, type Locale, type Messages } from './catalogues.ts';

/** Keys that can be asked for: `count_one` and `count_other` are the forms of `count`. */
export type MessageKey = keyof Messages extends infer Key
  ? Key extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : Key
  : never;

const STORAGE_KEY = 'locale';
const listeners = new Set<() => void>();
let current: Locale = storedLocale() ?? DEFAULT_LOCALE;

export const locales = Object.keys(catalogues) as Locale[];

/** The text of a message in the current language, with its `{values}` filled in. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const messages: Readonly<Record<string, string>> = catalogues[current];
  const form =
    new Intl.PluralRules(current).select(Number(values.count ?? 0)) === 'one' ? 'one' : 'other';
  const message = messages[key] ?? messages[`${key}_${form}`] ?? key;
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The current language. */
export function locale(): Locale {
  return current;
}

export function setLocale(next: Locale): void {
  current = next;
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Storage can be switched off; the choice then lasts for the visit.
  }
  for (const listener of listeners) listener();
}

/** The current language, followed as it changes. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, locale);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function storedLocale(): Locale | undefined {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored !== null && Object.hasOwn(catalogues, stored) ? (stored as Locale) : undefined;
  } catch {
    return undefined;
  }
}
