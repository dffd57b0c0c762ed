import { type Entity, type Field } from '../spec/app-spec.ts';
import { type Ask } from './asks.ts';
import {
  readExplicitFields,
  readExplicitOptions,
  type ExplicitOptions,
} from './explicit-fields.ts';
import { camelCase, capitalize, singular } from './words.ts';
import { verbatim } from '../spec/localized.ts';

/** Gives the entities the fields and the options that the prompt spells out; the main entity gets what names none. */
export function applyExplicit(
  entities: readonly Entity[],
  sentences: readonly string[],
  byAsk: ReadonlyMap<string, string>,
  asks: readonly Ask[],
): Entity[] {
  return sentences.reduce<Entity[]>(
    (current, sentence) => {
      const at = (noun: string | undefined) => indexOfEntity(current, noun, sentence, byAsk, asks);
      const fields = readExplicitFields(sentence);
      const options = readExplicitOptions(sentence);
      return current.map((entity, index) => {
        const withFields =
          fields && index === at(fields.noun)
            ? addFields(entity, fields.fields, fields.complete)
            : entity;
        return options && index === at(undefined) ? setOptions(withFields, options) : withFields;
      });
    },
    [...entities],
  );
}

/** The entity whose name ends the words before the list, else one that the sentence speaks of, else the main one. */
function indexOfEntity(
  entities: readonly Entity[],
  noun: string | undefined,
  sentence: string,
  byAsk: ReadonlyMap<string, string>,
  asks: readonly Ask[],
): number {
  const named = (text: string) => entities.findIndex((entity) => namesEntity(text, entity));
  const before = noun === undefined ? -1 : named(noun);
  if (before !== -1) return before;
  const spoken = asks.find(({ text }) => sentence.includes(text) && byAsk.has(text));
  const byText = spoken
    ? entities.findIndex(({ id }) => id === byAsk.get(spoken.text))
    : named(sentence);
  return Math.max(0, byText);
}

function namesEntity(text: string, entity: Entity): boolean {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(singular)
    .join(' ');
  const names = [entity.singular.en, entity.singular.fr].flatMap((name) =>
    name ? [name.toLowerCase()] : [],
  );
  return names.some((name) => ` ${words} `.includes(` ${name} `));
}

/** A complete list replaces what the entity had; single fields join it where it has none of that name or type. */
function addFields(entity: Entity, fields: readonly Field[], complete: boolean): Entity {
  if (complete) {
    const [title] = entity.fields;
    const texts = fields.filter(({ type }) => type === 'text');
    const first = texts[0] ?? title!;
    const named = { ...first, required: true, ...(title?.samples && { samples: title.samples }) };
    const others = fields.filter((field) => field !== texts[0]);
    return { ...entity, fields: [named, ...others], rows: renameTitle(entity, named.id) };
  }
  const has = (field: Field) =>
    entity.fields.some(
      (own) => own.id === field.id || (own.type === field.type && TOLD_BY_TYPE.has(field.type)),
    );
  const isTitle = (field: Field) => field.id === 'title' || field.id === 'name';
  return {
    ...entity,
    fields: [...entity.fields, ...fields.filter((field) => !has(field) && !isTitle(field))],
  };
}

/** Types of which a second field would say the same. */
const TOLD_BY_TYPE: ReadonlySet<Field['type']> = new Set([
  'longText',
  'email',
  'phone',
  'rating',
  'percent',
  'choice',
]);

/** Known rows keep their titles under the new name; their other cells belonged to fields that are gone. */
function renameTitle(entity: Entity, titleId: string): Entity['rows'] {
  const oldId = entity.fields[0]?.id ?? '';
  return entity.rows.flatMap((row) =>
    row[oldId] === undefined ? [] : [{ [titleId]: row[oldId] }],
  );
}

function setOptions(entity: Entity, { of, options }: ExplicitOptions): Entity {
  const matches = (field: Field) =>
    field.type === 'choice' &&
    (field.id === of || field.label.en.toLowerCase() === of || SAME_AS[of] === field.id);
  const own = entity.fields.find(matches);
  if (!own) {
    const field: Field = {
      id: camelCase(of) || 'category',
      label: verbatim(capitalize(of)),
      type: 'choice',
      required: true,
      options,
    };
    const [title, ...rest] = entity.fields;
    return { ...entity, fields: [title!, field, ...rest.filter(({ id }) => id !== field.id)] };
  }
  return {
    ...entity,
    fields: entity.fields.map((field) => (field === own ? { ...field, options } : field)),
    rows: entity.rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([id]) => id !== own.id)),
    ),
  };
}

const SAME_AS: Readonly<Record<string, string>> = {
  type: 'kind',
  mode: 'difficulty',
  stage: 'status',
  column: 'status',
  genre: 'genre',
  subject: 'subject',
  state: 'status',
};
