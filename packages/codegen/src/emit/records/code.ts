import { capitalize, plural } from '../../read/words.ts';
import {
  entityOf,
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../plan/records/records-plan.ts';

/** What emitters share: how the plan's things are called and written in code. Templates are laid out by Prettier later. */

/** A value as a literal. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string'
    ? JSON.stringify(value).replace(
        /[\u2028\u2029\u00a0\u202f]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : String(value);
}

/** The places where a choice is kept: its values, their labels, their tones, its type. */
export function choiceNames(entity: PlannedEntity, field: PlannedField) {
  const base = entity.id + capitalize(field.id);
  return {
    values: entity.id + capitalize(plural(field.id)),
    labels: `${base}Labels`,
    tones: `${base}Tones`,
    type: entity.type + capitalize(field.id),
  };
}

export function speaksSeveral(plan: RecordsPlan): boolean {
  return plan.locales.length > 1;
}

/** The label of a choice's value. In an app of several languages the labels are keys of messages. */
export function labelOf(
  plan: RecordsPlan,
  entity: PlannedEntity,
  field: PlannedField,
  value: string,
): string {
  const label = `${choiceNames(entity, field).labels}[${value}]`;
  return speaksSeveral(plan) ? `t(${label})` : label;
}

/** The options of a choice for a select. */
export function optionsOf(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  return `${choiceNames(entity, field).values}.map((value) => ({ value, label: ${labelOf(plan, entity, field, 'value')} }))`;
}

/** A field's value as text or JSX, in an expression without braces; `plain` asks for text only. */
export function valueOf(
  plan: RecordsPlan,
  entity: PlannedEntity,
  field: PlannedField,
  { item = entity.id, plain = false } = {},
): string {
  const value = `${item}.${field.id}`;
  switch (field.type) {
    case 'choice': {
      const label = labelOf(plan, entity, field, value);
      const { tones } = choiceNames(entity, field);
      return field.hasTones && !plain
        ? `<Badge variant={${tones}[${value}]} dot>{${label}}</Badge>`
        : label;
    }
    case 'date':
      return `formatDate(${value})`;
    case 'money':
      return `formatMoney(${value})`;
    case 'percent':
      return `\`\${${value}}%\``;
    case 'rating':
      return plain ? value : `<Rating value={${value}} />`;
    case 'flag':
      return `(${value} ? t('record.yes') : t('record.no'))`;
    case 'reference':
      return referenceTitle(plan, field, value);
    case 'number':
      return numberOf(field, value);
    default:
      return value;
  }
}

/** Numbers that count nothing: grouping their digits would mislead. */
const NAMES_RATHER = /^(?:year|number|level)$/;

function numberOf(field: PlannedField, value: string): string {
  const number = NAMES_RATHER.test(field.id) ? value : `formatNumber(${value})`;
  return field.unit ? `\`\${${number}} ${field.unit}\`` : number;
}

/** The name of the row that a reference leads to. */
export function referenceTitle(plan: RecordsPlan, field: PlannedField, value: string): string {
  const target = entityOf(plan, field.target!);
  return `(${target.collection}.find(${value})?.${titleOf(target).id} ?? '–')`;
}

/** The same as a child of JSX. */
export function child(expression: string): string {
  return expression.startsWith('<') ? expression : `{${expression}}`;
}

/** The entities that an entity's fields refer to. */
export function targetsOf(plan: RecordsPlan, { fields }: PlannedEntity): PlannedEntity[] {
  const ids = new Set(fields.flatMap(({ target }) => target ?? []));
  return [...ids].map((id) => entityOf(plan, id));
}

/** Imports that a page about an entity may need; those that it does not use are left out when it is linked. */
export function dataImports(plan: RecordsPlan, entity: PlannedEntity, up = '..'): string {
  const choices = entity.fields
    .filter(({ type }) => type === 'choice')
    .map((field) => choiceNames(entity, field));
  const names = [
    ...choices.flatMap(({ values, labels, tones }) => [values, labels, tones]),
    `type ${entity.type}`,
    `type ${entity.type}Draft`,
  ];
  return [
    `import { ${names.join(', ')} } from '${up}/data/${entity.file}.ts';`,
    ...[entity, ...targetsOf(plan, entity)].map(
      ({ collection, files }) => `import { ${collection} } from '${up}/data/${files}.ts';`,
    ),
  ]
    .filter((line, index, lines) => lines.indexOf(line) === index)
    .join('\n');
}

/** The helpers that values are written with. */
export function formatImports(up = '..'): string {
  return `import { t } from '${up}/i18n/index.ts';
import { formatDate } from '${up}/lib/format-date.ts';
import { formatMoney } from '${up}/lib/format-money.ts';
import { formatNumber } from '${up}/lib/format-number.ts';
import { Rating } from '${up}/components/rating.tsx';`;
}
