import { type AppKind, type Field, type ListView } from '../spec/app-spec.ts';
import { type Localized } from '../spec/localized.ts';

/** A branch of life or business: what its apps keep, how they are called, what its sites say. */
export interface Domain {
  id: string;
  label: Localized;
  /** Words that speak for the domain, lower case, in the singular, in English and French. */
  words: string[];
  /** How much the domain leans towards a kind of app, when the prompt leaves it open. */
  leaning: Partial<Record<AppKind, number>>;
  surface: 'public' | 'office';
  /** Names that an app of this domain could bear. */
  brands: string[];
  entities: DomainEntity[];
  /** Ids of the entities that an app starts from when the prompt names none. */
  core: string[];
  /** The entity that "a shop for bikes" names anew: bikes are its products. */
  topicEntity?: string;
  /** What the first page of an app says; `{name}` and `{place}` are filled in. */
  welcome?: { headlines: Localized[]; lead: Localized };
  site?: SiteCopy;
}

/** A thing that apps of a domain keep. */
export interface DomainEntity {
  id: string;
  singular: Localized;
  plural: Localized;
  /** French grammar: "une commande", not "un commande". */
  feminine: boolean;
  /** Further names of it, lower case, in the singular, in English and French. */
  words: string[];
  /** The name of a lucide icon. */
  icon: string;
  view: ListView;
  fields: Field[];
  /** Known rows, by field id; values that are absent are made up. */
  rows: Record<string, RowValue>[];
}

export type RowValue = Localized | number | boolean;

/** What a site of the domain says; `{name}`, `{place}` and `{subject}` are filled in. */
export interface SiteCopy {
  headlines: Localized[];
  leads: Localized[];
  /** The label of the main button. */
  action: Localized;
  offer: { title: Localized; lead: Localized; items: SiteItem[] };
  story: { title: Localized; paragraphs: Localized[] };
  figures: { value: Localized; label: Localized }[];
  quotes: { person: string; role: Localized; text: Localized }[];
  questions: { question: Localized; answer: Localized }[];
  plans: SitePlan[];
  /** Captions of pictures. */
  gallery: Localized[];
}

export interface SiteItem {
  icon: string;
  title: Localized;
  /** In US dollars. */
  price?: number;
  text: Localized;
}

export interface SitePlan {
  name: Localized;
  /** In US dollars a month. */
  price: number;
  lead: Localized;
  points: Localized[];
}
