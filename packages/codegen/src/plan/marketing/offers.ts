import { type DomainEntity, type SiteCopy } from '../../domains/domain.ts';
import { type Random } from '../../random.ts';
import { type AppSpec, type Field } from '../../spec/app-spec.ts';
import { type Localized, mapText, verbatim } from '../../spec/localized.ts';
import { localPrice, moneyText } from './contact-details.ts';
import { type Offer } from './site-plan.ts';

/** A row of facts beside an offer; more of them are a data sheet. */
const MAX_FACTS = 4;
const MAX_OFFERS = 12;

/** Offers as the site's copy names them. */
export function offersFromCopy(spec: AppSpec, { offer }: SiteCopy): Offer[] {
  const slugs = createSlugs();
  return offer.items.slice(0, MAX_OFFERS).map(({ icon, price, text, title }) => ({
    slug: slugs(title.en),
    name: title,
    text,
    icon,
    ...(price !== undefined && { price: localPrice(spec, price) }),
    facts: [],
  }));
}

/** Offers made of an entity's known rows, with their facts; an entity without rows gives none. */
export function offersFromEntity(spec: AppSpec, entity: DomainEntity, random: Random): Offer[] {
  const slugs = createSlugs();
  const [nameField] = entity.fields;
  const category = entity.fields.find(({ type }) => type === 'choice');
  const price = entity.fields.find(({ id }) => id === 'price');
  const text = entity.fields.find(({ type }) => type === 'longText');
  const special = [nameField, price, text];
  return entity.rows.slice(0, MAX_OFFERS).flatMap((row) => {
    const name = nameField && asText(row[nameField.id]);
    if (!name) return [];
    const dollars = price && priceOf(price, row[price.id], random);
    const kind = category && valueOf(category, row[category.id]);
    return [
      {
        slug: slugs(name.en),
        name,
        text: (text && asText(row[text.id])) ?? verbatim(''),
        icon: entity.icon,
        ...(kind && { category: kind }),
        ...(dollars !== undefined && { price: localPrice(spec, dollars) }),
        facts: entity.fields
          .filter((field) => !special.includes(field))
          .flatMap((field) => {
            const value = factOf(spec, field, row[field.id]);
            return value ? [{ label: field.label, value }] : [];
          })
          .slice(0, MAX_FACTS),
      },
    ];
  });
}

function priceOf(field: Field, value: unknown, random: Random): number | undefined {
  if (typeof value === 'number') return value;
  const { min, max } = field.samples ?? {};
  return min === undefined || max === undefined ? undefined : random.int(min, max);
}

function asText(value: unknown): Localized | undefined {
  return typeof value === 'object' && value !== null ? (value as Localized) : undefined;
}

/** What could be in a photograph of each kind of work. */
const SCENES: Readonly<Record<string, readonly NonNullable<Offer['scene']>[]>> = {
  Portraits: ['sitter'],
  Places: ['ridges', 'street'],
  Events: ['street'],
  Products: ['vessels', 'window'],
};

/** Gives each offer a scene that suits its kind, the scenes of a kind in turn. */
export function withScenes(offers: readonly Offer[], random: Random): Offer[] {
  const turns = new Map<string, number>();
  return offers.map((offer) => {
    const kind = offer.category?.en ?? '';
    const scenes = SCENES[kind] ?? ['ridges', 'window', 'vessels', 'street'];
    const turn = turns.get(kind) ?? random.int(0, scenes.length - 1);
    turns.set(kind, turn + 1);
    return { ...offer, scene: scenes[turn % scenes.length] ?? 'window' };
  });
}

function factOf(
  spec: AppSpec,
  field: Field,
  value: Localized | number | boolean | undefined,
): Localized | undefined {
  return field.type === 'money' && typeof value === 'number'
    ? moneyText(spec, value)
    : valueOf(field, value);
}

function valueOf(
  field: Field,
  value: Localized | number | boolean | undefined,
): Localized | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true) return { en: 'yes', fr: 'oui', rw: 'yego' };
  if (field.type === 'choice') {
    const id = asText(value)?.en;
    return field.options?.find((option) => option.id === id)?.label;
  }
  if (typeof value !== 'number') return value;
  return mapText(verbatim(field.id === 'year' ? String(value) : ''), (year, locale) => {
    const number = year || value.toLocaleString(locale === 'fr' ? 'fr-FR' : 'en-GB');
    return field.unit ? `${number} ${field.unit}` : number;
  });
}

/** Makes addresses out of names; the second of a kind gets a number. */
function createSlugs(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const plain = name
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .replace(/[’']/g, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const base = plain.slice(0, 48).replace(/-+$/, '') || 'item';
    let slug = base;
    for (let count = 2; taken.has(slug); count += 1) slug = `${base}-${count}`;
    taken.add(slug);
    return slug;
  };
}
