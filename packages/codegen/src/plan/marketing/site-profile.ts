import { localized, type Localized } from '../../spec/localized.ts';
import { type OfferNoun, type SiteLayout } from './site-plan.ts';

/** How sites of a branch are made, before their words: which pages and layouts suit it, and its colours. */
export interface SiteProfile {
  /** The first one is the usual one; the seed may choose another. */
  layouts: readonly SiteLayout[];
  noun: OfferNoun;
  /** Colours of the brand when the prompt asks for none. */
  primaries: readonly string[];
  form: 'message' | 'booking';
  hours: Hours;
  /** The domain's entity whose known rows are the offers. */
  entity?: string;
  /** Where the main button leads. */
  leadsTo: 'offers' | 'contact';
  eyebrow: Localized;
}

export type Hours = 'shop' | 'evening' | 'office' | 'always' | 'none';

type ProfileRow = Omit<SiteProfile, 'noun' | 'eyebrow' | 'layouts' | 'primaries'> & {
  layouts: string;
  noun: string;
  primaries: string;
  eyebrow: string;
};

/** `noun` is "id ids path | label". */
function profile(row: ProfileRow): SiteProfile {
  const [names = '', label = ''] = row.noun.split('|').map((part) => part.trim());
  const [id = '', ids = '', path = ''] = names.split(' ');
  return {
    ...row,
    layouts: row.layouts.split(' ') as SiteLayout[],
    primaries: row.primaries.split(' '),
    noun: { id, ids, path, label: localized(label) },
    eyebrow: localized(row.eyebrow),
  };
}

/** The profile of a domain; a general one for domains that are seldom shown to the public. */
export function siteProfile(domain: string): SiteProfile {
  return PROFILES[domain] ?? GENERAL_PROFILE;
}

export const GENERAL_PROFILE = profile({
  layouts: 'banner editorial',
  noun: 'service services services | Services / Services / Serivisi',
  primaries: '#1d4f72 #14664f #7a3e1d #3d4a8a',
  form: 'message',
  hours: 'office',
  leadsTo: 'contact',
  eyebrow: '{place}, since 2009 / {place}, depuis 2009 / {place}, kuva mu 2009',
});

const PROFILES: Readonly<Record<string, SiteProfile>> = {
  coffee: profile({
    layouts: 'editorial',
    noun: 'coffee coffees coffees | Coffees / Cafés / Ikawa',
    primaries: '#8a3b12 #6f4e37 #1f5c4d',
    form: 'message',
    hours: 'shop',
    entity: 'coffee',
    leadsTo: 'offers',
    eyebrow:
      'Roastery and bar, {place} / Torréfaction et comptoir, {place} / Ahakarangirwa ikawa, {place}',
  }),
  restaurant: profile({
    layouts: 'menu',
    noun: 'dish dishes menu | Menu / Carte / Ibiryo',
    primaries: '#a8381c #8c1c2c #1f5c3d',
    form: 'booking',
    hours: 'evening',
    entity: 'dish',
    leadsTo: 'contact',
    eyebrow:
      'Kitchen and terrace, {place} / Cuisine et terrasse, {place} / Igikoni n’ubusitani, {place}',
  }),
  portfolio: profile({
    layouts: 'gallery',
    noun: 'project projects work | Work / Travaux / Ibikorwa',
    primaries: '#c2410c #b45309 #0f766e',
    form: 'message',
    hours: 'none',
    entity: 'work',
    leadsTo: 'offers',
    eyebrow: 'Based in {place} / Installé à {place} / {place}',
  }),
  charity: profile({
    layouts: 'editorial banner',
    noun: 'campaign campaigns campaigns | Campaigns / Collectes / Ibikorwa',
    primaries: '#b3341f #0f6b5c #8a4b08',
    form: 'message',
    hours: 'office',
    entity: 'cause',
    leadsTo: 'contact',
    eyebrow:
      'A neighbours’ fund in {place} / Un fonds de voisins à {place} / Ikigega cy’abaturanyi, {place}',
  }),
  software: profile({
    layouts: 'product',
    noun: 'feature features features | Features / Fonctions / Ibiranga',
    primaries: '#4338ca #0f766e #1d4ed8',
    form: 'message',
    hours: 'none',
    leadsTo: 'contact',
    eyebrow: 'Made in {place} / Conçu à {place} / Byakorewe {place}',
  }),
  school: profile({
    layouts: 'banner editorial',
    noun: 'activity activities school-life | School life / Vie de l’école / Ubuzima bw’ishuri',
    primaries: '#1f4e8c #14664f #8c2f39',
    form: 'message',
    hours: 'office',
    leadsTo: 'contact',
    eyebrow:
      'Primary and secondary, {place} / Primaire et secondaire, {place} / Abanza n’ayisumbuye, {place}',
  }),
  clinic: profile({
    layouts: 'banner editorial',
    noun: 'treatment treatments care | Care / Soins / Ubuvuzi',
    primaries: '#0e7490 #1d6f5c #1d4f91',
    form: 'booking',
    hours: 'office',
    leadsTo: 'contact',
    eyebrow: 'Open to all in {place} / Ouvert à tous à {place} / Twakira bose, {place}',
  }),
  events: profile({
    layouts: 'editorial banner',
    noun: 'event events programme | Programme / Programme / Gahunda',
    primaries: '#9d174d #5b21b6 #b45309',
    form: 'message',
    hours: 'none',
    leadsTo: 'offers',
    eyebrow: 'This season in {place} / Cette saison à {place} / Muri iki gihe, {place}',
  }),
  realEstate: profile({
    layouts: 'banner editorial',
    noun: 'home homes homes | Homes / Biens / Inzu',
    primaries: '#1f4d3f #7c2d12 #1e3a5f',
    form: 'message',
    hours: 'office',
    entity: 'property',
    leadsTo: 'offers',
    eyebrow: 'Homes around {place} / Des biens autour de {place} / Inzu za {place}',
  }),
  travel: profile({
    layouts: 'editorial banner',
    noun: 'journey journeys journeys | Journeys / Voyages / Ingendo',
    primaries: '#0f5e5a #9a4a12 #2f5d34',
    form: 'message',
    hours: 'office',
    leadsTo: 'offers',
    eyebrow:
      'Small groups, from {place} / Petits groupes, depuis {place} / Amatsinda mato, {place}',
  }),
  shop: profile({
    layouts: 'editorial',
    noun: 'product products products | Products / Produits / Ibicuruzwa',
    primaries: '#7c2d4f #14664f #9a3412',
    form: 'message',
    hours: 'shop',
    entity: 'product',
    leadsTo: 'offers',
    eyebrow: 'Made and sold in {place} / Fait et vendu à {place} / Byakorewe {place}',
  }),
};
