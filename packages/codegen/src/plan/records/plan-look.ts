import { type Random } from '../../random.ts';
import { type AppSpec } from '../../spec/app-spec.ts';
import { type RecordsPlan } from './records-plan.ts';

type Look = RecordsPlan['theme'];

/** Colours that suit a domain, for prompts that ask for none. */
const PRIMARIES: Readonly<Record<string, string>> = {
  analytics: '#4338ca #0f5e9c #0d7a6f',
  blog: '#9a3412 #3f4a3c',
  charity: '#b4452c #0f766e',
  clinic: '#0e7490 #0f766e #2563a8',
  coffee: '#7a4419 #5b3a29',
  community: '#1d6f42 #1f5fa8',
  crm: '#5b3fc4 #b4235a #1f5fa8',
  events: '#be185d #6d28d9',
  finance: '#166534 #1e3a5f #0f766e',
  forum: '#c2410c #3f51b5',
  games: '#6d28d9 #db2777 #0f766e',
  habits: '#15803d #c2410c',
  hr: '#4d5bc9 #0f6e84 #7c3a8c',
  inventory: '#1d4ed8 #9a5b13 #365314',
  invoicing: '#1e4d8c #14532d',
  jobs: '#1f5fa8 #7a2e63',
  learning: '#2f55c4 #9d3c72 #0f766e',
  library: '#6b3f1d #1f4e5f',
  logistics: '#c2570c #1e40af #14532d',
  loyalty: '#a21c5b #7c3aed',
  manufacturing: '#374151 #9a3412 #1e4d8c',
  media: '#b91c4b #5b21b6',
  messaging: '#2563eb #0f766e',
  news: '#8f1d1d #1f2937',
  photos: '#334155 #7c2d4f',
  projects: '#4f46e5 #0d7a6f #b4235a',
  realEstate: '#1f5c4d #8a4b1f',
  recipes: '#b4431f #4d6b1f #a8324a',
  restaurant: '#9f2d1c #5a4a1c',
  school: '#1e4fa3 #7a3e00 #0f6b58',
  security: '#0f4c75 #4c1d95 #065f46',
  shop: '#0f5e56 #8c2f5d #1f3a5f',
  sports: '#15692f #1d3f8f #a61e1e',
  support: '#0f6e84 #5b3fc4',
  tasks: '#4f46e5 #0f766e #c2410c',
  tools: '#1f4f7a #5b3fc4 #0f766e',
  travel: '#0b6b6b #b4552a #1f5fa8',
  weather: '#1d6fb8 #0e7490',
};
const GENERAL_PRIMARIES = '#14664f #1f4f9c #7a2e63 #9a4a12';

/** The colours as asked, or ones that suit the domain; letters and corners that suit the tone. */
export function planLook({ theme, domain, kind, surface }: AppSpec, random: Random): Look {
  const primaries = (PRIMARIES[domain] ?? GENERAL_PRIMARIES).split(' ');
  const tones = surface === 'public' ? PUBLIC_TONES : OFFICE_TONES;
  const tone = tones[theme.tone];
  return {
    ...(theme.background && { background: theme.background }),
    primary: theme.primary ?? random.fork('primary').pick(primaries),
    dark: theme.mode === 'dark',
    font: random.fork('font').pick(tone.fonts),
    radius: random.fork('radius').pick(tone.radii),
    sidebar: kind === 'dashboard' && random.fork('sidebar').next() < 0.4 ? 'brand' : 'plain',
  };
}

interface ToneLook {
  fonts: Look['font'][];
  /** Corners of controls, in rem. */
  radii: number[];
}

const OFFICE_TONES: Readonly<Record<AppSpec['theme']['tone'], ToneLook>> = {
  plain: { fonts: ['sans', 'humanist', 'geometric'], radii: [0.375, 0.5, 0.625] },
  minimal: { fonts: ['sans'], radii: [0.25] },
  warm: { fonts: ['humanist', 'editorial'], radii: [0.625] },
  bold: { fonts: ['geometric'], radii: [0.25, 0.875] },
  playful: { fonts: ['humanist', 'geometric'], radii: [1] },
};

const PUBLIC_TONES: Readonly<Record<AppSpec['theme']['tone'], ToneLook>> = {
  plain: { fonts: ['editorial', 'humanist', 'geometric'], radii: [0.5, 0.625, 0.875] },
  minimal: { fonts: ['sans', 'geometric'], radii: [0.25] },
  warm: { fonts: ['editorial', 'serif'], radii: [0.5] },
  bold: { fonts: ['geometric'], radii: [0.25, 1] },
  playful: { fonts: ['humanist', 'geometric'], radii: [1, 1.25] },
};
