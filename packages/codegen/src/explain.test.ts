import { expect, test } from '@jest/globals';

import { explain } from './explain.ts';
import { planApp } from './plan/app-plan.ts';
import { readPrompt } from './read/read-prompt.ts';

function answers(promptText: string): Record<string, [status: string, evidence: string]> {
  const { spec } = readPrompt(promptText);
  return Object.fromEntries(
    explain(spec, planApp(spec)).map(({ text, status, evidence }) => [text, [status, evidence]]),
  );
}

test('a field that the app has is met where its form is', () => {
  const clinic =
    'An appointment book for a small clinic with doctors, patients and appointments. Each appointment has a date, a time and a status.';
  expect(answers(clinic)).toMatchObject({
    'a time': ['met', '/appointments'],
    'a status': ['met', '/appointments'],
  });
});

test('a field that the app has not is not met', () => {
  expect(answers('A todo app. Each task has a title and a shoe size.')).toMatchObject({
    'a shoe size': ['unmet', expect.any(String)],
  });
});
