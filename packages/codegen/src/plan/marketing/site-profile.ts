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
  /** The last words of a page. */
  closing: { title: Localized; text: Localized };
}

export type Hours = 'shop' | 'evening' | 'office' | 'days' | 'none';

type ProfileRow = Omit<SiteProfile, 'noun' | 'eyebrow' | 'layouts' | 'primaries' | 'closing'> & {
  layouts: string;
  noun: string;
  primaries: string;
  eyebrow: string;
  closing: string;
};

/** `noun` is "id ids path | label", `closing` is "title | text". */
function profile(row: ProfileRow): SiteProfile {
  const [names = '', label = ''] = row.noun.split('|').map((part) => part.trim());
  const [id = '', ids = '', path = ''] = names.split(' ');
  return {
    ...row,
    layouts: row.layouts.split(' ') as SiteLayout[],
    primaries: row.primaries.split(' '),
    noun: { id, ids, path, label: localized(label) },
    eyebrow: localized(row.eyebrow),
    closing: readClosing(row.closing),
  };
}

export function readClosing(text: string): SiteProfile['closing'] {
  const [title = '', line = ''] = text.split('|').map((part) => part.trim());
  return { title: localized(title), text: localized(line) };
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
  closing:
    'Shall we talk? / On en parle ? / Tuganire? | Write or call; the first answer costs nothing. / Écrivez ou appelez ; la première réponse ne coûte rien. / Andika cyangwa uhamagare; igisubizo cya mbere ni ubuntu.',
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
    closing:
      'A spoon is waiting / Une cuillère vous attend / Akayiko karagutegereje | Cupping is free on Saturday mornings. Tell us when you come, and we set a place. / La dégustation est gratuite le samedi matin. Prévenez-nous, nous dressons la table. / Gusogongera ni ubuntu ku wa gatandatu mu gitondo.',
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
    closing:
      'Keep a chair for tonight / Une chaise pour ce soir / Fata intebe y’iri joro | Tell us the day and how many you are; we confirm the same day. / Dites-nous le jour et combien vous êtes ; nous confirmons le jour même. / Tubwire umunsi n’umubare; twemeza uwo munsi.',
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
    closing:
      'A picture in mind? / Une image en tête ? / Ufite ishusho mu mutwe? | Commissions, prints, or a conversation about light. / Commandes, tirages, ou une conversation sur la lumière. / Andika, tuganire.',
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
    closing:
      'Carry a corner with us / Portez un coin avec nous / Dufatanye | An hour, a tool or a few francs: tell us what you can spare. / Une heure, un outil ou quelques francs : dites-nous ce que vous pouvez donner. / Isaha, igikoresho cyangwa amafaranga make.',
  }),
  software: profile({
    layouts: 'product',
    noun: 'feature features features | Features / Fonctions / Ibiranga',
    primaries: '#4338ca #0f766e #1d4ed8',
    form: 'message',
    hours: 'none',
    leadsTo: 'contact',
    eyebrow: 'Made in {place} / Conçu à {place} / Byakorewe {place}',
    closing:
      'See it with your own work in it / Voyez-le avec votre propre travail / Kirebe n’akazi kawe | Write to us, and your first plan is ready within the hour. / Écrivez-nous, votre premier planning est prêt dans l’heure. / Twandikire, gahunda yawe ya mbere iboneke mu isaha.',
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
    closing:
      'Come on an ordinary day / Venez un jour ordinaire / Muze ku munsi usanzwe | Sit in a lesson, eat lunch with us, and ask the pupils. / Assistez à un cours, déjeunez avec nous, et interrogez les élèves. / Mwicare mu isomo, mubaze abanyeshuri.',
  }),
  clinic: profile({
    layouts: 'banner editorial',
    noun: 'treatment treatments care | Care / Soins / Ubuvuzi',
    primaries: '#0e7490 #1d6f5c #1d4f91',
    form: 'booking',
    hours: 'office',
    leadsTo: 'contact',
    eyebrow: 'Open to all in {place} / Ouvert à tous à {place} / Twakira bose, {place}',
    closing:
      'Not sure whom to see? / Vous ne savez pas qui consulter ? / Ntuzi uwo wabona? | Describe it in a line; a nurse answers today. / Décrivez-le en une ligne ; une infirmière répond aujourd’hui. / Tubwire mu nteruro imwe; umuforomo agusubiza uyu munsi.',
  }),
  events: profile({
    layouts: 'editorial banner',
    noun: 'event events programme | Programme / Programme / Gahunda',
    primaries: '#9d174d #5b21b6 #b45309',
    form: 'message',
    hours: 'none',
    leadsTo: 'offers',
    eyebrow: 'This season in {place} / Cette saison à {place} / Muri iki gihe, {place}',
    closing:
      'Shall we keep you a seat? / On vous garde une place ? / Tubabikire umwanya? | Groups, schools and wheelchairs: write, and we arrange it. / Groupes, écoles et fauteuils : écrivez, nous organisons. / Andika, turabitegura.',
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
    closing:
      'Looking for something else? / Vous cherchez autre chose ? / Urashaka ikindi? | Tell us the street you like; we often hear of homes first. / Dites-nous la rue qui vous plaît ; nous sommes souvent les premiers informés. / Tubwire agace ukunda.',
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
    closing:
      'Where would you begin? / Par où commenceriez-vous ? / Watangirira he? | Give us your dates and who is coming; a route follows within a day. / Donnez-nous vos dates et vos compagnons ; un itinéraire suit en un jour. / Duhe amatariki n’abo muzana.',
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
    closing:
      'Looking for one of a kind? / Vous cherchez une pièce unique ? / Urashaka kimwe rukumbi? | Most makers take orders. Describe it, and we ask around. / La plupart des artisans prennent des commandes. Décrivez, nous demandons. / Tubwire icyo ushaka, tubaze.',
  }),
};
