import { type Random } from '../../random.ts';
import { type AppSpec } from '../../spec/app-spec.ts';
import { type SiteProfile } from './site-profile.ts';
import { type MarketingPlan, type SiteLayout } from './site-plan.ts';

type Look = MarketingPlan['look'];

/** Chooses the layout: as the branch is usually shown, unless the tone asks for less. */
export function chooseLayout(spec: AppSpec, profile: SiteProfile, random: Random): SiteLayout {
  if (spec.theme.tone === 'bold' && profile.layouts.includes('banner')) return 'banner';
  if (spec.theme.tone === 'minimal' && profile.layouts.includes('editorial')) return 'editorial';
  return random.pick(profile.layouts);
}

/** The colours as asked, the brand's own where nothing is asked, and the letters that suit the tone. */
export function chooseLook(
  { theme }: AppSpec,
  layout: SiteLayout,
  profile: SiteProfile,
  random: Random,
): Look {
  return {
    primary: theme.primary ?? random.pick(profile.primaries),
    ...(theme.background && { background: theme.background }),
    dark: theme.mode === 'dark',
    font: FONT_BY_TONE[theme.tone] ?? FONT_BY_LAYOUT[layout],
    radius: RADIUS_BY_TONE[theme.tone],
  };
}

const FONT_BY_TONE: Partial<Record<AppSpec['theme']['tone'], Look['font']>> = {
  warm: 'editorial',
  bold: 'geometric',
  playful: 'humanist',
};

const FONT_BY_LAYOUT: Readonly<Record<SiteLayout, Look['font']>> = {
  editorial: 'editorial',
  banner: 'humanist',
  gallery: 'sans',
  product: 'geometric',
  menu: 'editorial',
};

/** Corners of controls, in rem. */
const RADIUS_BY_TONE: Readonly<Record<AppSpec['theme']['tone'], number>> = {
  plain: 0.625,
  minimal: 0.25,
  warm: 0.5,
  bold: 0.375,
  playful: 1,
};
