import { type AppSpec, type Entity, type ThemeSpec, type Wish } from '../spec/app-spec.ts';
import { readText, type PromptReading, type ReadOptions } from './read-prompt.ts';
import { splitSentences } from './sentences.ts';
import { readTheme } from './theme.ts';

/** Of the first prompt, which says what the app is about, as far as those after it need that. */
const OPENING_MAX_CHARS = 4_000;
/** Reading takes time with each character: beyond this, all prompts are read to the same length. */
const CONVERSATION_MAX_CHARS = 200_000;
const PROMPT_MIN_CHARS = 500;

/**
 * Reads the prompts that made an app, the first one first, into what the app shall be now: it stays what the first one
 * made of it, and each one after adds to it. Of the last one alone the wishes are told.
 */
export function readConversation(
  prompts: readonly string[],
  options: ReadOptions = {},
): PromptReading {
  const share = Math.max(PROMPT_MIN_CHARS, Math.floor(CONVERSATION_MAX_CHARS / prompts.length));
  const [first = '', ...others] = prompts.map((prompt) => beginningOf(prompt, share));
  let reading = readText(first, first, options);
  const opening = beginningOf(first, OPENING_MAX_CHARS);
  for (const prompt of others) {
    const { spec, diagnostics } = readText(`${opening}\n${prompt}`, first, options);
    reading = { spec: goOn(reading.spec, spec, prompt), diagnostics };
  }
  return reading;
}

/** A text up to the end of a sentence or a word: half a word would be another one. */
function beginningOf(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const start = text.slice(0, maxChars);
  const end = Math.max(...['. ', '.\n', '\n', '; '].map((mark) => start.lastIndexOf(mark)));
  return start.slice(0, end > 0 ? end + 1 : Math.max(start.lastIndexOf(' '), 0));
}

function goOn(before: AppSpec, now: AppSpec, promptText: string): AppSpec {
  const sentences = splitSentences(promptText);
  const known = new Set(before.wishes.map(({ text }) => text));
  const fresh = now.wishes.filter(({ text }) => !known.has(text));
  return {
    ...before,
    locales: union(before.locales, now.locales),
    missingLanguages: union(before.missingLanguages, now.missingLanguages),
    theme: repainted(before.theme, readTheme(sentences).theme, sentences),
    auth: {
      signIn: before.auth.signIn || now.auth.signIn,
      signUp: before.auth.signUp || now.auth.signUp,
      profile: before.auth.profile || now.auth.profile,
      roles: union(before.auth.roles, now.auth.roles),
    },
    entities: withNew(before.entities, now.entities),
    wishes: [
      ...before.wishes.map((wish) => ({ ...wish, isEarlier: true })),
      ...fresh.map(understood),
    ],
  };
}

function union<T>(before: readonly T[], now: readonly T[]): T[] {
  return [...new Set([...before, ...now])];
}

/** The last colour that was asked for is the one that is wanted. */
function repainted(before: ThemeSpec, wanted: ThemeSpec, sentences: readonly string[]): ThemeSpec {
  const { background, primary } = wanted;
  const otherwise = sentences.some((sentence) => LIGHT.test(sentence)) ? 'light' : before.mode;
  const isPainted = ({ role }: ThemeSpec['asked'][number]) => wanted[role] !== undefined;
  return {
    ...before,
    ...(background !== undefined && { background }),
    ...(primary !== undefined && { primary }),
    mode: wanted.mode === 'dark' ? 'dark' : otherwise,
    tone: wanted.tone === 'plain' ? before.tone : wanted.tone,
    asked: [...before.asked.filter((paint) => !isPainted(paint)), ...wanted.asked],
  };
}

/** Says that an app which is dark shall not be. */
const LIGHT =
  /\b(?:light|bright)[- ](?:mode|theme|design|style|look|ui|interface)\b|\b(?:make|turn|paint) (?:it|everything|the (?:app|site|page)) (?:light|bright)(?: again)?$|\b(?:mode|thème|theme|style) clair\b/i;

/** What the app keeps stays in its order, with the fields that were added, and what is new comes behind. */
function withNew(before: readonly Entity[], now: readonly Entity[]): Entity[] {
  const names = new Set(before.flatMap(({ id, plural }) => [id, plural.en]));
  const fresh = now.filter(
    ({ id, plural, source }) => source === 'prompt' && !names.has(id) && !names.has(plural.en),
  );
  const byId = new Map(now.map((entity) => [entity.id, entity]));
  return [...before.map((entity) => withFields(entity, byId.get(entity.id))), ...fresh];
}

function withFields(entity: Entity, now: Entity | undefined): Entity {
  const known = new Set(entity.fields.map(({ id }) => id));
  const added = (now?.fields ?? []).filter(({ id }) => !known.has(id));
  return added.length === 0 ? entity : { ...entity, fields: [...entity.fields, ...added] };
}

/** Changes to what is there already; read as wishes for new things they would seem to be met. */
const CHANGES =
  /^(?:rename|remove|delete the|drop|replace|move|hide|swap|translate|renomme|supprime|enlève|retire|remplace|déplace|traduis)(?!\p{L})/iu;

function understood(wish: Wish): Wish {
  return CHANGES.test(wish.text) ? { text: wish.text } : wish;
}
