import { type Locale } from '@promptly/common';

import { camelCase, capitalize, kebabCase, plural } from '../../read/words.ts';
import { type AppSpec, type Entity, type Field } from '../../spec/app-spec.ts';
import { mapText, type Localized } from '../../spec/localized.ts';
import { entityWords, lower } from './entity-words.ts';
import { type PlannedEntity, type PlannedField, type Row } from './records-plan.ts';
import { toneOf } from './tones.ts';

const MAX_COLUMNS = 6;
const MAX_FILTERS = 2;

export interface PlannedEntities {
  entities: PlannedEntity[];
  messages: Record<string, Localized>;
}

/** Decides the names in code, the columns, filters and order of each entity, and how it is spoken of. */
export function planEntities(
  spec: AppSpec,
  entities: readonly Entity[],
  rows: ReadonlyMap<string, Row[]>,
): PlannedEntities {
  const messages: Record<string, Localized> = {};
  const names = new Set<string>();
  const planned = entities.map((entity) => {
    Object.assign(messages, entityMessages(entity));
    return planEntity(spec, entity, rows.get(entity.id) ?? [], names);
  });
  return { entities: planned, messages };
}

function planEntity(
  spec: AppSpec,
  entity: Entity,
  rows: readonly Row[],
  names: Set<string>,
): PlannedEntity {
  const fields = entity.fields.map((field) => planField(entity, field));
  const file = kebabCase(entity.id);
  const files = kebabCase(plural(file.replaceAll('-', ' ')));
  const collection = collectionName(entity.id, camelCase(files.replaceAll('-', ' ')), names);
  const view = viewOf(spec, entity);
  const type = typeName(entity.id);
  const stage = view === 'board' || view === 'checklist' ? stageOf(fields, view) : undefined;
  const wants = (capability: string) => spec.wishes.some((wish) => wish.capability === capability);
  return {
    id: entity.id,
    type,
    collection,
    file,
    files: files === file ? `${file}-list` : files,
    route: `/${files}`,
    icon: iconName(entity.icon, spec.entities),
    view: (view === 'board' || view === 'checklist') && !stage ? 'table' : view,
    fields,
    columns: columnsOf(fields),
    searched: fields
      .filter(({ type }) => SEARCHED.has(type))
      .map(({ id }) => id)
      .slice(0, 4),
    filters: filtersOf(fields, stage, view),
    sort: sortOf(fields),
    ...(stage && { stage }),
    rows: rows.map((row) => renameReferences(row, entity.fields)),
    favourites: wants('favourites') && view === 'cards',
    exports: wants('export') && (view === 'table' || view === 'cards'),
    prints: wants('print') || wants('pdf'),
  };
}

function planField(entity: Entity, field: Field): PlannedField {
  const options = (field.options ?? []).map(({ id }) => ({
    id,
    label: `${entity.id}.${field.id}.${id}`,
    tone: toneOf(field.id, id),
  }));
  return {
    id: propertyOf(field),
    label: `${entity.id}.field.${field.id}`,
    need: `${entity.id}.need.${field.id}`,
    type: field.type,
    required: field.required,
    options,
    hasTones: new Set(options.map(({ tone }) => tone)).size > 1,
    ...(field.target && { target: field.target }),
    ...(field.unit && { unit: field.unit }),
  };
}

/** A reference holds an id, and says so: "employeeId". */
function propertyOf({ id, type }: Field): string {
  return type === 'reference' ? `${id}Id` : id;
}

function renameReferences(row: Row, fields: readonly Field[]): Row {
  return Object.fromEntries([
    ['id', row.id ?? ''],
    ...fields.map((field) => [propertyOf(field), row[field.id] ?? ''] as const),
  ]);
}

/** Components that pages about records import: a type of that name would hide them. */
const COMPONENTS: ReadonlySet<string> = new Set(
  'Badge Board Button Card Checkbox Column Container DataTable EmptyState Field Hero Input Link Rating Section Select Table Textarea Toaster'.split(
    ' ',
  ),
);

function typeName(id: string): string {
  const name = capitalize(id);
  return COMPONENTS.has(name) ? `${name}Record` : name;
}

/** The name of a lucide icon in code: "Contact", or "ContactIcon" where a type bears that name. */
function iconName(icon: string, entities: readonly Entity[]): string {
  const name = icon.split('-').map(capitalize).join('');
  const hides = entities.some(({ id }) => capitalize(id) === name) || COMPONENTS.has(name);
  return hides ? `${name}Icon` : name;
}

/** Names that pages use for other things. */
const TAKEN: ReadonlySet<string> = new Set(
  'all list rows found page pageCount columns favourites featured more latest samples collections items navigation'.split(
    ' ',
  ),
);

/** "employees"; where that is the word for one of them too, or taken, "equipmentList". */
function collectionName(id: string, many: string, names: Set<string>): string {
  const base = TAKEN.has(many) || many === id ? `${id}List` : many;
  let name = base;
  for (let number = 2; names.has(name); number++) name = `${base}${number}`;
  names.add(name);
  return name;
}

/** A kanban is asked for by name; in an office, pictures give way to tables. */
function viewOf(spec: AppSpec, { view, fields }: Entity): PlannedEntity['view'] {
  const asksForBoard =
    spec.wishes.some(({ capability }) => capability === 'board') ||
    /\b(?:kanban|board)\b/i.test(spec.purpose + spec.topic);
  const hasStages = fields.some(({ options }) => (options?.length ?? 0) >= 3);
  if (asksForBoard && hasStages && (view === 'checklist' || view === 'board')) return 'board';
  if (spec.kind === 'dashboard' && view !== 'board') return 'table';
  if (view === 'checklist' && spec.entities.length > 1) return 'table';
  return view === 'cards' && spec.surface === 'office' && spec.entities.length > 2 ? 'table' : view;
}

const STAGES = ['status', 'stage', 'state'];

function stageOf(fields: readonly PlannedField[], view: 'board' | 'checklist'): string | undefined {
  const choices = fields.filter(({ type }) => type === 'choice');
  const stage =
    choices.find(({ id }) => STAGES.includes(id)) ?? (view === 'board' ? choices[0] : undefined);
  if (view === 'board') return stage?.id;
  return stage?.options.some(({ id }) => id === 'done') ? stage.id : undefined;
}

const SEARCHED: ReadonlySet<Field['type']> = new Set(['text', 'longText', 'person', 'email']);
const NO_COLUMN: ReadonlySet<Field['type']> = new Set(['longText', 'url']);

/** What a list shows: the name first, then what tells rows apart; contact details only where there is room. */
function columnsOf(fields: readonly PlannedField[]): string[] {
  const shown = fields.filter(({ type }) => !NO_COLUMN.has(type));
  const contact = shown.filter(({ type }) => type === 'email' || type === 'phone');
  const others = shown.filter((field) => !contact.includes(field));
  return [...others, ...contact]
    .slice(0, MAX_COLUMNS)
    .sort((a, b) => fields.indexOf(a) - fields.indexOf(b))
    .map(({ id }) => id);
}

function filtersOf(
  fields: readonly PlannedField[],
  stage: string | undefined,
  view: PlannedEntity['view'],
): string[] {
  const choices = fields.filter(
    ({ id, type }) => type === 'choice' && !(view === 'board' && id === stage),
  );
  const references = fields.filter(({ type }) => type === 'reference');
  return [...choices, ...references].slice(0, MAX_FILTERS).map(({ id }) => id);
}

/** What happened last first, where something happens; else by name. */
function sortOf(fields: readonly PlannedField[]): PlannedEntity['sort'] {
  const date = fields.find(({ type, required }) => type === 'date' && required);
  const title = fields[0]!;
  if (date)
    return {
      field: date.id,
      direction: /^(?:dueOn|heldOn|startsOn)$/.test(date.id) ? 'asc' : 'desc',
    };
  const score = fields.find(({ id }) => id === 'score' || id === 'points');
  if (score) return { field: score.id, direction: 'desc' };
  return { field: title.id, direction: 'asc' };
}

function entityMessages(entity: Entity): Record<string, Localized> {
  const words = Object.entries(entityWords(entity)).map(
    ([key, text]) => [`${entity.id}.${key}`, text] as const,
  );
  const fields = entity.fields.flatMap((field) => [
    [`${entity.id}.field.${field.id}`, field.label] as const,
    ...(field.options ?? []).map(
      (option) => [`${entity.id}.${field.id}.${option.id}`, option.label] as const,
    ),
  ]);
  const needs = entity.fields
    .filter(({ required }) => required)
    .map((field) => [`${entity.id}.need.${field.id}`, needOf(field.label)] as const);
  return Object.fromEntries([...words, ...fields, ...needs]);
}

/** What a form says where a required field is empty. */
function needOf(label: Localized): Localized {
  return mapText(label, (text, locale) => NEEDS[locale](lower(text.replace(/\.$/, ''))));
}

const NEEDS: Readonly<Record<Locale, (label: string) => string>> = {
  en: (label) => `Enter the ${label}.`,
  fr: (label) => `Remplissez le champ « ${label} ».`,
  rw: (label) => `Uzuza: ${label}.`,
};
