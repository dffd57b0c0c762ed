import { LIMITS, type Locale } from '@promptly/common';

import { capabilityOf } from '../capabilities/index.ts';
import { domainById } from '../domains/index.ts';
import { info, warning, type Diagnostic } from '../diagnostics.ts';
import { createRandom, hashText } from '../random.ts';
import { type AppSpec, type ThemeSpec, type Wish } from '../spec/app-spec.ts';
import { applyExplicit } from './apply-explicit.ts';
import { readAsks, type Ask } from './asks.ts';
import { takeExplicit } from './explicit-fields.ts';
import { detectLanguage } from './language.ts';
import { type PromptLanguage } from './lexicon.ts';
import { readPlace } from './places.ts';
import { readAuth } from './read-auth.ts';
import { readDomain } from './read-domain.ts';
import { readEntities } from './read-entities.ts';
import { readKind } from './read-kind.ts';
import { readLocales } from './read-locales.ts';
import { readName } from './read-name.ts';
import { readPurpose } from './read-purpose.ts';
import { splitSentences } from './sentences.ts';
import { readSubject, type Subject } from './subject.ts';
import { readTheme } from './theme.ts';
import { tidy } from './words.ts';

/** The options of the API that reading understands. */
export interface ReadOptions {
  i18n?: boolean;
  accessibility?: string;
  codingStyle?: string;
  seed?: number;
  locale?: Locale;
}

export interface PromptReading {
  spec: AppSpec;
  diagnostics: Diagnostic[];
}

/** Reads a prompt into what the app shall be. Any text gives an app; what was not understood is in the diagnostics. */
export function readPrompt(promptText: string, options: ReadOptions = {}): PromptReading {
  return readText(promptText, promptText, options);
}

/** Reads a text; what is made up follows from `seedText`. */
export function readText(
  promptText: string,
  seedText: string,
  options: ReadOptions,
): PromptReading {
  const diagnostics: Diagnostic[] = [];
  const text = clean(promptText, diagnostics);
  const seed = `${hashText(clean(seedText)).toString(36)}-${options.seed ?? 0}`;
  const random = createRandom(seed);
  const language = promptLanguage(text, diagnostics);

  const { theme, rest: sentences, diagnostics: themeNotes } = readTheme(splitSentences(text));
  const explicit = sentences.map(takeExplicit);
  const prose = explicit.map(({ rest }) => rest).filter((sentence) => sentence !== '');
  const subject = readSubject(prose[0] ?? '');
  const asks = readAsks(subject, prose).filter(({ text }) => !isAboutLooks(text, theme));
  const about = whatItIsAbout(subject, asks);
  const place = readPlace(text);
  const { domain, because } = readDomain(subject, sentences, language);
  const { kind, scores } = readKind(subject.thing, sentences, asks, domain);
  const {
    locales,
    missing,
    diagnostics: localeNotes,
  } = readLocales(sentences, {
    promptLanguage: language,
    ...options,
  });
  const reading = readEntities({
    subject,
    asks,
    domain,
    kind,
    language,
    keepNames: locales.length > 1,
  });
  const entities = applyExplicit(reading.entities, sentences, reading.byAsk, asks);

  diagnostics.push(
    info(
      'kind_chosen',
      `${kind}: ${scores[kind].because.slice(0, 4).join(', ') || 'nothing speaks for another kind'}.`,
    ),
    domain
      ? info('domain_chosen', `${domain.label.en}: ${because.join(', ')}.`)
      : info('domain_unknown', 'No known domain fits; the app is made of the prompt’s own nouns.'),
    ...reading.diagnostics,
    ...themeNotes,
    ...localeNotes,
    ...ignoredOptions(options),
  );

  const spec: AppSpec = {
    version: 1,
    seed,
    name: readName(text, {
      domain: domain ?? (kind === 'marketing' ? domainById('company') : undefined),
      place,
      random: random.fork('name'),
    }),
    purpose: readPurpose(subject, language),
    kind,
    surface: surfaceOf(kind, domain?.surface, subject.thing),
    domain: domain?.id ?? (kind === 'marketing' ? 'company' : 'general'),
    topic: subject.topic,
    locales,
    missingLanguages: missing,
    ...(place && { place }),
    theme,
    auth: readAuth(kind, asks, sentences),
    entities,
    wishes: [
      ...asks.map((ask) =>
        ask.text === about ? { text: about, capability: 'subject' } : toWish(ask, reading.byAsk),
      ),
      ...explicit.flatMap(({ spelledOut }) =>
        spelledOut.map((text) => ({ text, capability: 'fields' })),
      ),
    ],
  };
  return { spec, diagnostics };
}

/** "For a coffee roastery in Kigali" asks for nothing to do: it says what the whole is about. */
function whatItIsAbout({ purpose }: Subject, [first]: readonly Ask[]): string | undefined {
  const isAbout = /^(?:for|of|pour)\s/i.test(purpose) && first?.verb === undefined;
  return isAbout && first && purpose.includes(first.text) ? first.text : undefined;
}

/** Control characters but tabs and line feeds, and marks that change the direction of text or have no width. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Runs of blanks and of one separator say nothing, and cost the patterns behind this a lot. */
const BLANKS = /[^\S\n]+/gu;
const LINE_BREAKS = /\n[\s]*/gu;
const REPEATED_SEPARATOR = /([,;])(?: ?\1)+/gu;

function clean(promptText: string, diagnostics: Diagnostic[] = []): string {
  const text = promptText
    .replace(INVISIBLE, ' ')
    .replace(LONE_SURROGATE, ' ')
    .replace(BLANKS, ' ')
    .replace(LINE_BREAKS, '\n')
    .replace(REPEATED_SEPARATOR, '$1');
  if (text.length <= LIMITS.promptMaxChars) return text;
  diagnostics.push(
    warning('prompt_shortened', `Only the first ${LIMITS.promptMaxChars} characters were read.`),
  );
  return text.slice(0, LIMITS.promptMaxChars);
}

function promptLanguage(text: string, diagnostics: Diagnostic[]): PromptLanguage {
  const language = detectLanguage(tidy(text));
  if (language === 'unknown') {
    diagnostics.push(
      warning(
        'language_unread',
        'The prompt is in no language that is read here; the app is in English.',
      ),
    );
  }
  return language === 'fr' ? 'fr' : 'en';
}

const OFFICE_WORDS =
  /\b(?:management|admin|erp|crm|internal|back-?office|tracker|scheduler|gestion|suivi)\b/i;

function surfaceOf(
  kind: AppSpec['kind'],
  usual: AppSpec['surface'] | undefined,
  thing: string,
): AppSpec['surface'] {
  if (kind === 'dashboard') return 'office';
  if (kind === 'marketing') return 'public';
  return OFFICE_WORDS.test(thing) ? 'office' : (usual ?? 'office');
}

/** "green accents" was read with the theme already. */
function isAboutLooks(text: string, theme: ThemeSpec): boolean {
  return theme.asked.some(({ words }) => text.toLowerCase().includes(words.toLowerCase()));
}

function toWish({ text, verb }: Ask, byAsk: ReadonlyMap<string, string>): Wish {
  const entity = byAsk.get(text);
  // A thing that shall simply be there, and is.
  const capability =
    capabilityOf(text, verb) ?? (verb === undefined && entity !== undefined ? 'manage' : undefined);
  return { text, ...(capability && { capability }), ...(entity && { entity }) };
}

function ignoredOptions({ codingStyle }: ReadOptions): Diagnostic[] {
  return codingStyle
    ? [info('option_ignored', `codingStyle "${codingStyle}" is not used yet.`)]
    : [];
}
