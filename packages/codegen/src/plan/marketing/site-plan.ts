import { localeSchema } from '@promptly/common';
import { FONT_STACKS, type FontChoice } from '@promptly/ui/theme';
import { z } from 'zod';

import { localizedSchema } from '../../spec/localized.ts';

/** How the home page is laid out: each is a site of its own, not a skin. */
export const siteLayoutSchema = z.enum(['editorial', 'banner', 'gallery', 'product', 'menu']);
export type SiteLayout = z.infer<typeof siteLayoutSchema>;

/** What a site shows: the bands of its home page, in the order in which they stand. */
export const homeSectionSchema = z.enum([
  'offers',
  'gallery',
  'story',
  'figures',
  'steps',
  'clients',
  'quotes',
  'plans',
  'questions',
  'news',
  'visit',
  'newsletter',
  'cta',
]);
export type HomeSection = z.infer<typeof homeSectionSchema>;

/** Pages besides home, contact and "not found". */
export const sitePageSchema = z.enum([
  'offers',
  'pricing',
  'gallery',
  'about',
  'news',
  'questions',
]);
export type SitePage = z.infer<typeof sitePageSchema>;

const factSchema = z.object({ label: localizedSchema, value: localizedSchema });

export const offerSchema = z.object({
  /** The last part of its address; unique among the offers. */
  slug: z.string(),
  name: localizedSchema,
  text: localizedSchema,
  /** The name of a lucide icon. */
  icon: z.string(),
  category: localizedSchema.optional(),
  /** What its drawn photograph shows. */
  scene: z.enum(['ridges', 'street', 'sitter', 'window', 'vessels']).optional(),
  /** In the site's currency. */
  price: z.number().optional(),
  facts: z.array(factSchema),
});
export type Offer = z.infer<typeof offerSchema>;

/** How the code and the pages call one offer and all of them. */
export const offerNounSchema = z.object({
  /** A camelCase identifier in the singular, such as "coffee". */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** The same in the plural, such as "coffees". */
  ids: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** The page's address without its slash. */
  path: z.string().regex(/^[a-z][a-z-]*$/),
  label: localizedSchema,
});
export type OfferNoun = z.infer<typeof offerNounSchema>;

const textPairSchema = z.object({ title: localizedSchema, text: localizedSchema });

const FONTS = Object.keys(FONT_STACKS) as [FontChoice, ...FontChoice[]];

/** Everything about a site that is left to be said in code. */
export const marketingPlanSchema = z.object({
  kind: z.literal('marketing'),
  seed: z.string(),
  name: z.string(),
  description: localizedSchema,
  locales: z.array(localeSchema).min(1),
  layout: siteLayoutSchema,
  /** What stands where a photograph would: a pattern, a sign on a pattern, a drawn photograph. */
  pictures: z.enum(['patterns', 'signs', 'scenes']),
  look: z.object({
    primary: z.string(),
    background: z.string().optional(),
    dark: z.boolean(),
    font: z.enum(FONTS),
    /** In rem. */
    radius: z.number(),
  }),
  hero: z.object({ eyebrow: localizedSchema, headline: localizedSchema, lead: localizedSchema }),
  /** The last band of a page, which asks to get in touch. */
  closing: textPairSchema,
  /** What the main button says; it leads to the offers or to the contact page. */
  action: z.object({ label: localizedSchema, to: z.enum(['offers', 'contact']) }),
  noun: offerNounSchema,
  offer: z.object({
    title: localizedSchema,
    lead: localizedSchema,
    items: z.array(offerSchema).min(1),
    /** Each offer has a page of its own. */
    details: z.boolean(),
    /** Visitors can narrow the list by words. */
    searchable: z.boolean(),
  }),
  story: z.object({ title: localizedSchema, paragraphs: z.array(localizedSchema) }),
  figures: z.array(z.object({ value: localizedSchema, label: localizedSchema })),
  quotes: z.array(z.object({ person: z.string(), role: localizedSchema, text: localizedSchema })),
  questions: z.array(z.object({ question: localizedSchema, answer: localizedSchema })),
  plans: z.array(
    z.object({
      name: localizedSchema,
      /** In the site's currency, a month. */
      price: z.number(),
      lead: localizedSchema,
      points: z.array(localizedSchema),
    }),
  ),
  gallery: z.array(localizedSchema),
  steps: z.array(textPairSchema),
  clients: z.array(z.string()),
  team: z.array(z.object({ name: z.string(), role: localizedSchema, text: localizedSchema })),
  news: z.array(
    z.object({
      slug: z.string(),
      /** ISO 8601. */
      date: z.string(),
      title: localizedSchema,
      text: localizedSchema,
    }),
  ),
  contact: z.object({
    form: z.enum(['message', 'booking']),
    email: z.string(),
    phone: z.string(),
    street: z.string(),
    city: z.string(),
    /** Days and times; a day without times is a day off. */
    hours: z.array(
      z.object({
        days: localizedSchema,
        opens: z.string().optional(),
        closes: z.string().optional(),
      }),
    ),
  }),
  /** ISO 4217 and the region whose way of writing numbers is used. */
  currency: z.object({ code: z.string().length(3), region: z.string().length(2) }),
  pages: z.array(sitePageSchema),
  home: z.array(homeSectionSchema),
});
export type MarketingPlan = z.infer<typeof marketingPlanSchema>;
