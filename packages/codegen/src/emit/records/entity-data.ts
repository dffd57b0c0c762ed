import {
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
  type Tone,
} from '../../plan/records/records-plan.ts';
import { choiceNames, literal, speaksSeveral } from './code.ts';

const BADGES: Readonly<Record<Tone, string>> = {
  good: 'success',
  waiting: 'warning',
  bad: 'destructive',
  info: 'default',
  neutral: 'secondary',
};

const TYPES: Partial<Record<PlannedField['type'], string>> = {
  number: 'number',
  money: 'number',
  percent: 'number',
  rating: 'number',
  flag: 'boolean',
};

/** `src/data/employee.ts`: what an employee is, and the choices that its fields offer. */
export function emitEntityModel(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const choices = entity.fields.filter(({ type }) => type === 'choice');
  const text = `import { type BadgeProps } from '@promptly/ui';
import { t, type MessageKey } from '../i18n/index.ts';

${choices.map((field) => emitChoice(plan, entity, field)).join('\n\n')}

export interface ${entity.type} {
  id: string;
  ${entity.fields.map((field) => `${comment(field)}${field.id}: ${typeOf(entity, field)};`).join('\n  ')}
}

/** What a form fills in. */
export type ${entity.type}Draft = Omit<${entity.type}, 'id'>;
`;
  return [`src/data/${entity.file}.ts`, text];
}

function emitChoice(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  const { values, labels, tones, type } = choiceNames(entity, field);
  const labelType = speaksSeveral(plan) ? 'MessageKey' : 'string';
  const label = (key: string) => (speaksSeveral(plan) ? literal(key) : `t('${key}')`);
  const list = field.options.map(({ id }) => literal(id)).join(', ');
  const table = (entry: (option: PlannedField['options'][number]) => string) =>
    field.options.map((option) => `${propertyKey(option.id)}: ${entry(option)},`).join('\n');
  return `export const ${values} = [${list}] as const;

export type ${type} = (typeof ${values})[number];

export const ${labels}: Record<${type}, ${labelType}> = {
  ${table((option) => label(option.label))}
};
${
  field.hasTones
    ? `\nexport const ${tones}: Record<${type}, BadgeProps['variant']> = {\n${table(({ tone }) => literal(BADGES[tone]))}\n};`
    : ''
}`;
}

function propertyKey(id: string): string {
  return /^[a-z_$][\w$]*$/i.test(id) ? id : literal(id);
}

function typeOf(entity: PlannedEntity, field: PlannedField): string {
  if (field.type === 'choice') return choiceNames(entity, field).type;
  return TYPES[field.type] ?? 'string';
}

function comment({ type, target, unit }: PlannedField): string {
  if (type === 'date') return '/** A day: "2026-11-16"; empty when there is none. */\n  ';
  if (type === 'time') return '/** A time of day: "14:30". */\n  ';
  if (type === 'reference') return `/** The id of a ${target}. */\n  `;
  return unit && /^[\w°²/%]+$/.test(unit) ? `/** In ${unit}. */\n  ` : '';
}

/** `src/data/employees.ts`: the rows that a new visitor finds, and where they are kept. */
export function emitEntityRows(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const rows = entity.rows
    .map(
      (row) =>
        `{ ${Object.entries(row)
          .map(([id, value]) => `${id}: ${literal(value)}`)
          .join(', ')} },`,
    )
    .join('\n');
  const title = titleOf(entity);
  const target =
    title.type === 'reference' ? plan.entities.find(({ id }) => id === title.target) : undefined;
  const text = `import { createCollection } from '../lib/collection.ts';
import { type ${entity.type} } from './${entity.file}.ts';
${target ? `import { ${target.collection} } from './${target.files}.ts';` : ''}

const samples: ${entity.type}[] = [
${rows}
];

export const ${entity.collection} = createCollection<${entity.type}>({
  storageKey: ${literal(`${plan.slug}.${entity.files}`)},
  seed: samples,
  nameOf: (${entity.id}) => ${target ? `${target.collection}.find(${entity.id}.${title.id})?.${titleOf(target).id} ?? ''` : `${entity.id}.${title.id}`},
});
`;
  return [`src/data/${entity.files}.ts`, text];
}
