import { type SiteCopy } from '../../domains/domain.ts';
import { type HomeSection, type Offer, type SiteLayout, type SitePage } from './site-plan.ts';
import { type Wants } from './wants.ts';

export interface OutlineInput {
  layout: SiteLayout;
  copy: SiteCopy;
  wants: Wants;
  items: readonly Offer[];
  /** A place with opening hours can be visited. */
  hasHours: boolean;
}

/** A single plan is no choice to be laid out. */
const MIN_PLANS = 2;

/** Pages besides home and contact, in the order of the menu. */
export function sitePages({ copy, layout, wants }: OutlineInput): SitePage[] {
  const pages: SitePage[] = ['offers'];
  if (copy.plans.length >= MIN_PLANS) pages.push('pricing');
  if (wants.gallery && layout !== 'gallery') pages.push('gallery');
  pages.push('about');
  if (wants.news) pages.push('news');
  if (copy.questions.length > 0) pages.push('questions');
  return pages;
}

/** The bands of the home page below its first screen. */
export function homeSections({ copy, hasHours, layout, wants }: OutlineInput): HomeSection[] {
  const sections = LAYOUTS[layout].filter(
    (section) =>
      (section !== 'plans' || copy.plans.length >= MIN_PLANS) &&
      (section !== 'visit' || hasHours) &&
      (section !== 'quotes' || copy.quotes.length > 0) &&
      (section !== 'figures' || copy.figures.length > 0) &&
      (section !== 'questions' || copy.questions.length > 0),
  );
  const last = sections.at(-1) === 'cta' ? sections.length - 1 : sections.length;
  const extra: HomeSection[] = [
    ...(wants.news ? (['news'] as const) : []),
    ...(wants.newsletter ? (['newsletter'] as const) : []),
  ];
  return [...sections.slice(0, last), ...extra, ...sections.slice(last)];
}

const LAYOUTS: Readonly<Record<SiteLayout, readonly HomeSection[]>> = {
  editorial: ['offers', 'story', 'quotes', 'visit', 'cta'],
  banner: ['figures', 'offers', 'steps', 'story', 'quotes', 'cta'],
  gallery: ['offers', 'story', 'cta'],
  product: ['clients', 'offers', 'steps', 'quotes', 'plans', 'questions', 'cta'],
  menu: ['offers', 'story', 'gallery', 'quotes', 'visit'],
};
