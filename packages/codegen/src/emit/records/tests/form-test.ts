import {
  entityOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { literal } from '../code.ts';

/** `src/components/employee-form.test.tsx`: what the form refuses and what it saves. */
export function emitFormTest(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const asked = entity.fields.filter((field) => field.required || ALWAYS_ASKED.has(field.type));
  const typed = asked.filter(({ type }) => type !== 'choice' && type !== 'rating');
  const missing = typed.find(({ required }) => required);
  const text = `import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, test, vi } from 'vitest';
import { t } from '../i18n/index.ts';
import { ${entity.type}Form } from './${entity.file}-form.tsx';

function open() {
  const onSave = vi.fn();
  render(
    <MemoryRouter>
      <${entity.type}Form onSave={onSave} cancelPath="${entity.route}" />
    </MemoryRouter>,
  );
  return onSave;
}

/** The control with a label; behind the label may stand its unit, or that it is needed. */
function control(label: string) {
  return screen.getByLabelText((text) => text === label || text.startsWith(\`\${label}*\`) || text.startsWith(\`\${label} (\`));
}
${
  missing
    ? `
test('an empty form says what is missing and saves nothing', async () => {
  const onSave = open();
  await userEvent.click(screen.getByRole('button', { name: t('form.save') }));
  expect(await screen.findByText(t('${missing.need}'))).toBeVisible();
  expect(onSave).not.toHaveBeenCalled();
});
`
    : ''
}
test('a filled form saves what was entered', async () => {
  const onSave = open();
  ${typed.map((field) => fill(plan, entity, field)).join('\n  ')}
  await userEvent.click(screen.getByRole('button', { name: t('form.save') }));
  expect(onSave).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ ${typed.map((field) => `${field.id}: ${entered(plan, entity, field)}`).join(', ')} }), expect.anything());
});
`;
  return [`src/components/${entity.file}-form.test.tsx`, text];
}

const ALWAYS_ASKED: ReadonlySet<PlannedField['type']> = new Set(['number', 'money', 'percent']);

/** What a test enters: the field's value in the first row, so that it is believable. */
function sample(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string | number {
  const value = entity.rows[0]?.[field.id];
  if (field.type === 'reference') return entityOf(plan, field.target!).rows[0]?.id as string;
  return typeof value === 'number' ? Math.max(0, value) : String(value);
}

function entered(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  return literal(sample(plan, entity, field));
}

function fill(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  const box = `control(t('${field.label}'))`;
  const value = sample(plan, entity, field);
  return field.type === 'reference'
    ? `await userEvent.selectOptions(${box}, ${literal(value)});`
    : `await userEvent.type(${box}, ${literal(escapeKeys(String(value)))});`;
}

/** Braces and brackets are keys to user-event. */
function escapeKeys(text: string): string {
  return text.replace(/[{[]/g, '$&$&');
}
