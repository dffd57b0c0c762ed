import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type Offer } from '../../plan/marketing/site-plan.ts';
import { stringLiteral } from './literals.ts';
import { SCENE_PICTURE_PATH } from './scene-picture.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { iconName, siteNames } from './site-names.ts';

/** Whether each offer has an icon of its own. */
export function hasIcons({ pictures }: MarketingPlan): boolean {
  return pictures === 'signs';
}

export function hasPrices({ offer }: MarketingPlan): boolean {
  return offer.items.every(({ price }) => price !== undefined);
}

export function hasCategories({ offer }: MarketingPlan): boolean {
  return offer.items.every(({ category }) => category !== undefined);
}

export function hasFacts({ offer }: MarketingPlan): boolean {
  return offer.items.some(({ facts }) => facts.length > 0);
}

/** src/data/site.ts: who and where. */
export function emitSiteData(site: SiteFiles, { contact, name }: MarketingPlan): void {
  const file = site.module('src/data/site.ts');
  const text = file.textType();
  const hours = contact.hours.map(
    ({ closes, days, opens }) =>
      `{ days: ${file.value(days)}${opens && closes ? `, opens: '${opens}', closes: '${closes}'` : ''} }`,
  );
  file.write(`/** Who we are and how to reach us; change it here and every page follows. */
export const site = {
  name: ${stringLiteral(name)},
  email: ${stringLiteral(contact.email)},
  phone: ${stringLiteral(contact.phone)},
  street: ${stringLiteral(contact.street)},
  city: ${stringLiteral(contact.city)},
};
${
  hours.length > 0
    ? `
export interface OpeningHours {
  days: ${text};
  /** Local time, such as "08:00"; a day without times is a day off. */
  opens?: string;
  closes?: string;
}

export const openingHours: OpeningHours[] = [${hours.join(',\n')}];`
    : ''
}`);
}

/** src/data/<offers>.ts: what is offered. */
export function emitOfferData(site: SiteFiles, plan: MarketingPlan): void {
  const names = siteNames(plan);
  const file = site.module(names.dataPath);
  const text = file.textType();
  const icons = hasIcons(plan);
  if (icons)
    file.npm(
      'lucide-react',
      'type LucideIcon',
      ...plan.offer.items.map((item) => iconName(item.icon)),
    );
  if (plan.pictures === 'scenes') file.local(SCENE_PICTURE_PATH, 'type Scene');
  file.write(`export interface ${names.type} {
  ${plan.offer.details ? '/** The last part of its address. */\nslug: string;' : ''}
  name: ${text};
  description: ${text};
  ${icons ? 'icon: LucideIcon;' : ''}
  ${plan.pictures === 'scenes' ? 'scene: Scene;' : ''}
  ${hasCategories(plan) ? `category: ${text};` : ''}
  ${hasPrices(plan) ? `/** In ${plan.currency.code}. */\nprice: number;` : ''}
  ${hasFacts(plan) ? `facts: { label: ${text}; value: ${text} }[];` : ''}
}

export const ${names.many}: ${names.type}[] = [
${plan.offer.items.map((item) => offerLiteral(file, plan, item)).join(',\n')}
];`);
}

function offerLiteral(file: ModuleWriter, plan: MarketingPlan, item: Offer): string {
  const facts = item.facts.map(
    ({ label, value }) => `{ label: ${file.value(label)}, value: ${file.value(value)} }`,
  );
  return `{
  ${plan.offer.details ? `slug: ${stringLiteral(item.slug)},` : ''}
  name: ${file.value(item.name)},
  description: ${file.value(item.text)},
  ${hasIcons(plan) ? `icon: ${iconName(item.icon)},` : ''}
  ${plan.pictures === 'scenes' && item.scene ? `scene: '${item.scene}',` : ''}
  ${hasCategories(plan) && item.category ? `category: ${file.value(item.category)},` : ''}
  ${hasPrices(plan) ? `price: ${item.price},` : ''}
  ${hasFacts(plan) ? `facts: [${facts.join(', ')}],` : ''}
}`;
}

/** Small lists of texts, each a file of its own that is written when a page first needs it. */
export function emitList(
  site: SiteFiles,
  list: {
    /** The file's name without its ending. */
    name: string;
    constant: string;
    type: string;
    fields: Readonly<Record<string, 'text' | 'string'>>;
    rows: readonly Readonly<Record<string, unknown>>[];
  },
): string {
  const path = `src/data/${list.name}.ts`;
  const file = site.module(path);
  const entries = Object.entries(list.fields);
  const types = entries.map(
    ([key, kind]) => `${key}: ${kind === 'text' ? file.textType() : 'string'};`,
  );
  const rows = list.rows.map((row) => {
    const cells = entries.map(([key, kind]) => {
      const value = row[key];
      return kind === 'text'
        ? `${key}: ${file.value(value as Parameters<ModuleWriter['value']>[0])}`
        : `${key}: ${stringLiteral(String(value))}`;
    });
    return `{ ${cells.join(', ')} }`;
  });
  file.write(`export interface ${list.type} {
${types.join('\n')}
}

export const ${list.constant}: ${list.type}[] = [
${rows.join(',\n')}
];`);
  return path;
}
