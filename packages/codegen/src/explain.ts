import { type Requirement } from '@promptly/common';

import { capabilityById } from './capabilities/index.ts';
import { type AppPlan } from './plan/app-plan.ts';
import { type AppSpec, type Wish } from './spec/app-spec.ts';
import { textIn } from './spec/localized.ts';

/** Says of each wish of the prompt whether the app does it, and where. What was not understood is not met. */
export function explain(spec: AppSpec, plan: AppPlan): Requirement[] {
  return spec.wishes.map((wish) => ({ text: wish.text, ...outcomeOf(wish, spec, plan) }));
}

function outcomeOf(wish: Wish, spec: AppSpec, plan: AppPlan): Omit<Requirement, 'text'> {
  const locale = spec.locales[0] ?? 'en';
  const place = placeOf(wish, plan);
  const capability = wish.capability === undefined ? undefined : capabilityById(wish.capability);
  if (!capability) {
    return place === undefined
      ? { status: 'unmet', evidence: NOT_UNDERSTOOD[locale === 'fr' ? 'fr' : 'en'] }
      : { status: 'partly', evidence: place };
  }
  const note = capability.note && textIn(capability.note, locale);
  switch (capability.support) {
    case 'built':
      return { status: 'met', evidence: place ?? rootOf(plan) };
    case 'partly':
      return { status: 'partly', evidence: note ?? place ?? rootOf(plan) };
    case 'unbuilt':
      return { status: 'unmet', evidence: note ?? '' };
  }
}

const NOT_UNDERSTOOD = {
  en: 'This was not understood.',
  fr: 'Cela n’a pas été compris.',
};

/** The page on which the entity of a wish is found. */
function placeOf({ entity }: Wish, plan: AppPlan): string | undefined {
  if (entity === undefined || plan.family !== 'records') return undefined;
  return plan.app.entities.find(({ id }) => id === entity)?.route;
}

function rootOf(plan: AppPlan): string {
  return plan.family === 'records' ? '/' : 'src/pages';
}
