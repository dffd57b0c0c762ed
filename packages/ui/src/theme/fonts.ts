/** Typefaces that machines already have: nothing is fetched. */
const SANS =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', Roboto, 'Open Sans', 'Noto Sans', Cantarell, Ubuntu, system-ui, sans-serif";
const HUMANIST =
  "Seravek, 'Gill Sans Nova', 'Fira Sans', Ubuntu, Candara, Calibri, 'Open Sans', 'Noto Sans', system-ui, sans-serif";
const GEOMETRIC =
  "Avenir, 'Avenir Next', Montserrat, Corbel, 'URW Gothic', 'Open Sans', 'Noto Sans', system-ui, sans-serif";
const SERIF =
  "'Iowan Old Style', Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Source Serif 4', 'Noto Serif', Georgia, serif";
const MONO =
  "ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', 'Source Code Pro', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

export interface FontStacks {
  sans: string;
  /** For headings and large numbers. */
  display: string;
  mono: string;
}

export const FONT_STACKS = {
  sans: { sans: SANS, display: SANS, mono: MONO },
  humanist: { sans: HUMANIST, display: HUMANIST, mono: MONO },
  geometric: { sans: SANS, display: GEOMETRIC, mono: MONO },
  /** Serif headings over sans text. */
  editorial: { sans: SANS, display: SERIF, mono: MONO },
  serif: { sans: SERIF, display: SERIF, mono: MONO },
  mono: { sans: MONO, display: MONO, mono: MONO },
} as const satisfies Record<string, FontStacks>;

export type FontChoice = keyof typeof FONT_STACKS;
