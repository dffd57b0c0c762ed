import { en } from './en.ts';
import { fr } from './fr.ts';
import { rw } from './rw.ts';

export type Messages = Readonly<Record<keyof typeof en, string>>;

export const catalogues = { en, fr, rw };

export type Locale = keyof typeof catalogues;

export const DEFAULT_LOCALE: Locale = 'en';
