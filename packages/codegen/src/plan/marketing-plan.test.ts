import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { readPrompt } from '../read/read-prompt.ts';
import { type AppSpec } from '../spec/app-spec.ts';
import { marketingPlanSchema, planMarketing } from './marketing-plan.ts';
import { siteOutcome } from './marketing/site-outcome.ts';

const iconFolder = join(
  dirname(createRequire(import.meta.url).resolve('lucide-react/package.json')),
  'dist/esm/icons',
);

function specOf(prompt: string): AppSpec {
  return { ...readPrompt(prompt).spec, kind: 'marketing' };
}

describe.each([
  ['landing page for a law firm in Nairobi', 'practice'],
  ['brochure site for a door manufacturer', 'door'],
  ['landing page for a construction company in Kampala', 'building'],
  ['landing page for a hair salon', 'treatment'],
  ['landing page for a museum in Huye', 'exhibition'],
  ['portfolio of an automation engineer', 'project'],
  ['landing page for a coffee roastery in Kigali', 'coffee'],
  ['site vitrine pour un restaurant à Dakar', 'dish'],
])('%s', (prompt, noun) => {
  const spec = specOf(prompt);
  const plan = planMarketing(spec);

  test('is planned about its own things', () => {
    expect(plan.noun.id).toBe(noun);
    expect(marketingPlanSchema.safeParse(plan).error).toBeUndefined();
  });

  test('has 6 to 12 offers with addresses of their own, and icons that exist', () => {
    const slugs = plan.offer.items.map(({ slug }) => slug);
    expect(slugs.length).toBeGreaterThanOrEqual(6);
    expect(slugs.length).toBeLessThanOrEqual(12);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const { icon } of plan.offer.items) {
      expect([
        icon,
        existsSync(join(iconFolder, `${icon}.mjs`)) || existsSync(join(iconFolder, `${icon}.js`)),
      ]).toEqual([icon, true]);
    }
  });

  test('says everything that it shows in English and in French', () => {
    const texts = [
      plan.hero.headline,
      plan.hero.lead,
      plan.hero.eyebrow,
      plan.closing.title,
      plan.closing.text,
      ...plan.offer.items.flatMap(({ name, text }) => [name, text]),
      ...plan.story.paragraphs,
      ...plan.questions.flatMap(({ answer, question }) => [answer, question]),
      ...plan.team.map(({ role }) => role),
    ];
    for (const text of texts) expect([text.en, text.fr ?? '']).not.toContain('');
  });
});

test('a photographer gets drawn photographs, another portfolio does not', () => {
  expect(planMarketing(specOf('portfolio for a photographer')).pictures).toBe('scenes');
  expect(planMarketing(specOf('portfolio of an automation engineer')).pictures).toBe('signs');
});

test('a free plan costs nothing in any currency', () => {
  const plan = planMarketing(specOf('landing page for a SaaS product in Nairobi'));
  expect(plan.plans.map(({ price }) => price)).toContain(0);
});

test('another seed gives another site of the same trade', () => {
  const spec = specOf('landing page for a museum in Huye');
  const plans = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => planMarketing({ ...spec, seed }));
  expect(new Set(plans.map(({ look }) => look.primary)).size).toBeGreaterThan(1);
  expect(new Set(plans.map(({ noun }) => noun.id)).size).toBe(1);
});

describe('what became of a wish', () => {
  const spec = specOf('landing page for a coffee roastery with a newsletter');
  const plan = planMarketing(spec);
  const outcome = (text: string, capability?: string) =>
    siteOutcome({ text, ...(capability && { capability }) }, spec, plan);

  test.each([
    ['call the shop by phone', undefined, 'met', '/contact'],
    ['browse coffees', 'browse', 'met', '/coffees'],
    ['subscribe to the newsletter', 'newsletter', 'met', '/'],
    ['see details of a coffee', 'detail', 'met', '/coffees/:slug'],
  ])('%s', (text, capability, status, evidence) => {
    expect(outcome(text, capability)).toEqual({ status, evidence });
  });

  test('accounts are not claimed', () => {
    expect(outcome('users log in', 'signIn').status).toBe('unmet');
  });
});
