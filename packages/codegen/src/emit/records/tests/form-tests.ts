import {
  entityOf,
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { literal } from '../code.ts';

/** What the form of an entity refuses and saves. */
export function formTests(plan: RecordsPlan, entity: PlannedEntity): string[] {
  const missing = missingMessage(entity);
  return [...(missing ? [emptyTest(entity, missing)] : []), filledTest(plan, entity)];
}

/** What an empty form says first, as a key of the plan's messages. */
export function missingMessage(entity: PlannedEntity): string | undefined {
  return enteredFields(entity).find(({ required }) => required)?.need;
}

/** What a test enters; choices and ratings begin with a value. */
function enteredFields({ fields }: PlannedEntity): PlannedField[] {
  return fields
    .filter(({ required, type }) => required || ALWAYS_ASKED.has(type))
    .filter(({ type }) => type !== 'choice' && type !== 'rating' && type !== 'flag');
}

const ALWAYS_ASKED: ReadonlySet<PlannedField['type']> = new Set(['number', 'money', 'percent']);

function emptyTest({ route, collection }: PlannedEntity, missing: string): string {
  return `test('says what is missing and saves nothing', async () => {
  const before = ${collection}.all();
  openApp('${route}/new');
  await userEvent.click(screen.getByRole('button', { name: t('form.save') }));
  expect(await screen.findByText(t('${missing}'))).toBeVisible();
  expect(${collection}.all()).toEqual(before);
});
`;
}

function filledTest(plan: RecordsPlan, entity: PlannedEntity): string {
  const fields = enteredFields(entity);
  const values = fields.map((field) => `${field.id}: ${literal(sample(plan, entity, field))}`);
  return `test('saves what was entered and shows it', async () => {
  openApp('${entity.route}/new');
  ${fields.map((field) => fillLine(plan, entity, field)).join('\n  ')}
  await userEvent.click(screen.getByRole('button', { name: t('form.save') }));
  ${shown(plan, entity, fields)}
  expect(${entity.collection}.all()[0]).toMatchObject({ ${values.join(', ')} });
});
`;
}

/** The page of the new row, known by its name. */
function shown(plan: RecordsPlan, entity: PlannedEntity, entered: PlannedField[]): string {
  const title = titleOf(entity);
  const target = title.type === 'reference' ? entityOf(plan, title.target!) : undefined;
  const name = target
    ? target.rows[0]?.[titleOf(target).id]
    : entered.includes(title)
      ? sample(plan, entity, title)
      : undefined;
  return name === undefined || title.type === 'date'
    ? `await screen.findByRole('link', { name: t('${entity.id}.all') });`
    : `expect(await heading(${literal(String(name))})).toBeVisible();`;
}

/** The field's value in the last row, so that it is believable and not what the first row says already. */
function sample(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string | number {
  const value = entity.rows.at(-1)?.[field.id];
  if (field.type === 'reference') return entityOf(plan, field.target!).rows[0]?.id as string;
  return typeof value === 'number' ? Math.max(0, value) : String(value);
}

function fillLine(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  const value = sample(plan, entity, field);
  return field.type === 'reference'
    ? `await userEvent.selectOptions(control(t('${field.label}')), ${literal(value)});`
    : `await fill(t('${field.label}'), ${literal(String(value))});`;
}
