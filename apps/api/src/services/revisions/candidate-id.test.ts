import { expect, test } from '@jest/globals';

import { idSchema, newId } from '@promptly/common';

import { candidateRevisionId } from './candidate-id.ts';

test('a round of a job always has the same candidate id, and no other round or job has it', () => {
  const jobs = Array.from({ length: 50 }, () => newId('codegenJob'));
  const ids = jobs.flatMap((job) => [0, 1, 2].map((round) => candidateRevisionId(job, round)));
  expect(new Set(ids).size).toBe(150);
  expect(jobs.map((job) => candidateRevisionId(job, 0))).toEqual(
    jobs.map((job) => candidateRevisionId(job, 0)),
  );
});

test('it reads as any revision id', () => {
  expect(idSchema('revision').safeParse(candidateRevisionId(newId('codegenJob'), 3)).success).toBe(
    true,
  );
});
