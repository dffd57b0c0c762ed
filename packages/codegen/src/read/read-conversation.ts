import { type AppSpec, type Entity, type ThemeSpec, type Wish } from '../spec/app-spec.ts';
import { readText, type PromptReading, type ReadOptions } from './read-prompt.ts';
import { splitSentences } from './sentences.ts';
import { readTheme } from './theme.ts';

/** The first prompt and the newest ones say most; so many are read. */
const MAX_PROMPTS = 20;

/**
 * Reads the prompts that made an app, the first one first, into what the app shall be now: it stays what the first one
 * made of it, and each one after adds to it. Of the last one alone the wishes are told.
 */
export function readConversation(
  prompts: readonly string[],
  options: ReadOptions = {},
): PromptReading {
  const [first = '', ...others] = prompts;
  const kept = [first, ...others.slice(-(MAX_PROMPTS - 1))];
  let reading = readText(first, first, options);
  for (let count = 2; count <= kept.length; count += 1) {
    const soFar = kept.slice(0, count);
    const { spec, diagnostics } = readText(soFar.join('\n'), first, options);
    reading = { spec: goOn(reading.spec, spec, soFar.at(-1) ?? ''), diagnostics };
  }
  return reading;
}

function goOn(before: AppSpec, now: AppSpec, promptText: string): AppSpec {
  const { name, purpose, kind, surface, domain, topic } = before;
  const { theme } = readTheme(splitSentences(promptText));
  const known = new Set(before.wishes.map(({ text }) => text));
  return {
    ...now,
    ...{ name, purpose, kind, surface, domain, topic },
    theme: repainted(before.theme, theme),
    entities: withNew(before.entities, now.entities),
    wishes: now.wishes.map((wish) =>
      known.has(wish.text) ? { ...wish, isEarlier: true } : understood(wish),
    ),
  };
}

/** The last colour that was asked for is the one that is wanted. */
function repainted(before: ThemeSpec, wanted: ThemeSpec): ThemeSpec {
  const { background, primary } = wanted;
  const isPainted = ({ role }: ThemeSpec['asked'][number]) => wanted[role] !== undefined;
  return {
    ...before,
    ...(background !== undefined && { background }),
    ...(primary !== undefined && { primary }),
    mode: wanted.mode === 'dark' ? 'dark' : before.mode,
    tone: wanted.tone === 'plain' ? before.tone : wanted.tone,
    asked: [...before.asked.filter((paint) => !isPainted(paint)), ...wanted.asked],
  };
}

/** What the app keeps stays in its order, with the fields that were added, and what is new comes behind. */
function withNew(before: readonly Entity[], now: readonly Entity[]): Entity[] {
  const names = new Set(before.flatMap(({ id, plural }) => [id, plural.en]));
  const fresh = now.filter(
    ({ id, plural, source }) => source === 'prompt' && !names.has(id) && !names.has(plural.en),
  );
  return [...before.map((entity) => now.find(({ id }) => id === entity.id) ?? entity), ...fresh];
}

/** Changes to what is there already; read as wishes for new things they would seem to be met. */
const CHANGES =
  /^(?:rename|remove|delete the|drop|replace|move|hide|swap|translate|renomme|supprime|enlève|retire|remplace|déplace|traduis)/i;

function understood(wish: Wish): Wish {
  return CHANGES.test(wish.text) ? { text: wish.text } : wish;
}
