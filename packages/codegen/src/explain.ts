import { type Requirement } from '@promptly/common';

import { capabilityById } from './capabilities/index.ts';
import { type AppPlan } from './plan/app-plan.ts';
import { siteOutcome } from './plan/marketing/site-outcome.ts';
import { placeInApp, placeOfEntity } from './plan/records/records-outcome.ts';
import { type RecordsPlan } from './plan/records/records-plan.ts';
import { singular, tidy } from './read/words.ts';
import { type AppSpec, type Field, type Wish } from './spec/app-spec.ts';
import { localized, textIn } from './spec/localized.ts';

/** Says of each wish of the last prompt whether the app does it, and where. What was not understood is not met. */
export function explain(spec: AppSpec, plan: AppPlan): Requirement[] {
  return spec.wishes
    .filter(({ isEarlier = false }) => !isEarlier)
    .map((wish) => ({
      text: wish.text,
      ...(plan.family === 'records'
        ? appOutcome(wish, spec, plan.app)
        : siteOutcome(wish, spec, plan.site)),
    }));
}

function appOutcome(wish: Wish, spec: AppSpec, app: RecordsPlan): Omit<Requirement, 'text'> {
  const locale = spec.locales[0] ?? 'en';
  const capability = wish.capability === undefined ? undefined : capabilityById(wish.capability);
  const records = placeOfEntity(wish, app);
  const form = capability ? undefined : placeOfField(wish, spec, app);
  if (form !== undefined) return { status: 'met', evidence: form };
  if (!capability) {
    return records === undefined
      ? { status: 'unmet', evidence: textIn(NOT_UNDERSTOOD, locale) }
      : { status: 'partly', evidence: records };
  }
  const note = capability.note && textIn(capability.note, locale);
  const place = placeInApp(wish, capability.id, app);
  if (capability.support === 'built' && place === undefined && records !== undefined)
    return { status: 'partly', evidence: records };
  if (capability.support === 'unbuilt' || place === undefined)
    return { status: 'unmet', evidence: note ?? textIn(NO_PLACE, locale) };
  return capability.support === 'built'
    ? { status: 'met', evidence: place }
    : { status: 'partly', evidence: note ?? place };
}

/** The page of the entity that has a field by the wish's words: "a due date". */
function placeOfField({ text }: Wish, { entities }: AppSpec, app: RecordsPlan): string | undefined {
  const word = singular(tidy(text).toLowerCase().replace(ARTICLE, ''));
  const names = ({ label }: Field) => Object.values(label).map((name) => name.toLowerCase());
  const owner = entities.find(({ fields }) => fields.some((field) => names(field).includes(word)));
  return owner && placeOfEntity({ text, entity: owner.id }, app);
}

const ARTICLE = /^(?:with )?(?:an?|the|their|its|une?|le|la|les|des|leurs?) /;

const NOT_UNDERSTOOD = localized('This was not understood. / Cela n’a pas été compris.');
const NO_PLACE = localized('The app has nothing of the kind. / L’application n’a rien de tel.');
