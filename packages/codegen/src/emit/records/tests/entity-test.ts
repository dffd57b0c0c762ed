import { type PlannedEntity, type RecordsPlan } from '../../../plan/records/records-plan.ts';
import { formTests } from './form-tests.ts';
import { listTests } from './list-tests.ts';

/** `src/pages/employees-page.test.tsx`: what the list finds and does with its rows, what the form refuses and saves. */
export function emitEntityTest(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const list = listTests(plan, entity).join('\n');
  const form = formTests(plan, entity).join('\n');
  const text = `import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { ${entity.collection} } from '../data/${entity.files}.ts';
import { t } from '../i18n/index.ts';
import { control, fill } from '../test/form.ts';
import { heading, main, openApp } from '../test/open-app.tsx';

${list.includes('searchFor(') ? SEARCH_FOR : ''}
describe('the list', () => {
  ${list}
});

describe('the form', () => {
  ${form}
});
`;
  return [`src/pages/${entity.files}-page.test.tsx`, text];
}

const SEARCH_FOR = `async function searchFor(words: string) {
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.paste(words);
}
`;
