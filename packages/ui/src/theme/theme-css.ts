import { type Theme } from './derive-theme.ts';
import { wantsDarkText } from './contrast.ts';
import { COLOR_TOKENS, type ColorTokens } from './tokens.ts';

/**
 * The theme as CSS: variables in `:root` and `.dark`, and the `@theme` block from which Tailwind 4
 * makes utilities such as `bg-primary`, `rounded-lg` and `animate-fade-in`.
 */
export function themeCss(theme: Theme): string {
  return [
    `:root {\n${rootVariables(theme)}\n}`,
    `.dark {\n${colorVariables(theme.dark)}\n}`,
    `@theme inline {\n${inlineTheme()}\n}`,
    ANIMATIONS,
  ].join('\n\n');
}

function rootVariables(theme: Theme): string {
  return [
    `  --radius: ${theme.radiusRem}rem;`,
    fontStack('sans', theme.fonts.sans),
    fontStack('display', theme.fonts.display),
    fontStack('mono', theme.fonts.mono),
    colorVariables(theme.light),
  ].join('\n');
}

const LINE_CHARS = 100;

/** A list of families, broken as Prettier breaks it, so that a formatted project stays formatted. */
function fontStack(name: string, families: string): string {
  const single = `  --font-stack-${name}: ${families};`;
  if (single.length <= LINE_CHARS) return single;
  const lines = [''];
  for (const family of `${families};`.split(/(?<=,) /)) {
    const line = `${lines.at(-1)} ${family}`.trimStart();
    if (line.length + 4 <= LINE_CHARS) lines[lines.length - 1] = line;
    else lines.push(family);
  }
  return [`  --font-stack-${name}:`, ...lines.map((line) => `    ${line}`)].join('\n');
}

function colorVariables(tokens: ColorTokens): string {
  const scheme = wantsDarkText(tokens.background) ? 'light' : 'dark';
  return [
    `  color-scheme: ${scheme};`,
    ...COLOR_TOKENS.map((token) => `  --${token}: ${tokens[token]};`),
    ...shades(scheme, tokens.foreground),
  ].join('\n');
}

function inlineTheme(): string {
  return [
    '  --font-sans: var(--font-stack-sans);',
    '  --font-display: var(--font-stack-display);',
    '  --font-mono: var(--font-stack-mono);',
    '',
    '  --radius-sm: calc(var(--radius) * 0.6);',
    '  --radius-md: calc(var(--radius) * 0.8);',
    '  --radius-lg: var(--radius);',
    '  --radius-xl: calc(var(--radius) * 1.4);',
    '  --radius-2xl: calc(var(--radius) * 1.8);',
    '  --radius-3xl: calc(var(--radius) * 2.4);',
    '',
    ...SHADOWS.map(([name, ...layers]) => `  --shadow-${name}: ${layers.join(', ')};`),
    '',
    ...COLOR_TOKENS.map((token) => `  --color-${token}: var(--${token});`),
  ].join('\n');
}

/** What shadows are made of: the page's own ink, or black where the page is dark. */
function shades(scheme: 'light' | 'dark', ink: string): string[] {
  const alphas = scheme === 'light' ? ['0b', '17', '2e'] : ['40', '59', '80'];
  const color = scheme === 'light' ? ink : '#000000';
  return alphas.map((alpha, index) => `  --shade-${index + 1}: ${color}${alpha};`);
}

const SHADOWS: readonly (readonly [name: string, ...layers: string[]])[] = [
  ['xs', '0 1px 2px var(--shade-1)'],
  ['card', '0 1px 2px var(--shade-1)', '0 2px 8px -2px var(--shade-1)'],
  ['raised', 'inset 0 1px 0 #ffffff26', 'inset 0 0 0 1px #0000001a', '0 1px 2px var(--shade-2)'],
  ['popover', '0 2px 6px -2px var(--shade-2)', '0 12px 28px -6px var(--shade-2)'],
  ['overlay', '0 4px 12px -4px var(--shade-2)', '0 24px 56px -12px var(--shade-3)'],
];

const ANIMATIONS = `@theme {
  --animate-fade-in: fade-in 150ms ease-out;
  --animate-fade-out: fade-out 120ms ease-in forwards;
  --animate-pop-in: pop-in 160ms cubic-bezier(0.2, 0.9, 0.3, 1);
  --animate-pop-out: pop-out 110ms ease-in forwards;
  --animate-slide-in-start: slide-in-start 220ms cubic-bezier(0.2, 0.9, 0.3, 1);
  --animate-slide-out-start: slide-out-start 160ms ease-in forwards;
  --animate-slide-in-end: slide-in-end 220ms cubic-bezier(0.2, 0.9, 0.3, 1);
  --animate-slide-out-end: slide-out-end 160ms ease-in forwards;
  --animate-slide-in-bottom: slide-in-bottom 220ms cubic-bezier(0.2, 0.9, 0.3, 1);
  --animate-slide-out-bottom: slide-out-bottom 160ms ease-in forwards;
  --animate-toast-in: toast-in 220ms cubic-bezier(0.2, 0.9, 0.3, 1);
  --animate-accordion-down: accordion-down 200ms ease-out;
  --animate-accordion-up: accordion-up 160ms ease-in forwards;

  @keyframes fade-in {
    from {
      opacity: 0;
    }
  }
  @keyframes fade-out {
    to {
      opacity: 0;
    }
  }
  @keyframes pop-in {
    from {
      opacity: 0;
      transform: translateY(4px) scale(0.97);
    }
  }
  @keyframes pop-out {
    to {
      opacity: 0;
      transform: scale(0.98);
    }
  }
  @keyframes slide-in-start {
    from {
      transform: translateX(calc(-100% * var(--reading-direction)));
    }
  }
  @keyframes slide-out-start {
    to {
      transform: translateX(calc(-100% * var(--reading-direction)));
    }
  }
  @keyframes slide-in-end {
    from {
      transform: translateX(calc(100% * var(--reading-direction)));
    }
  }
  @keyframes slide-out-end {
    to {
      transform: translateX(calc(100% * var(--reading-direction)));
    }
  }
  @keyframes slide-in-bottom {
    from {
      transform: translateY(100%);
    }
  }
  @keyframes slide-out-bottom {
    to {
      transform: translateY(100%);
    }
  }
  @keyframes toast-in {
    from {
      opacity: 0;
      transform: translateY(12px) scale(0.97);
    }
  }
  @keyframes accordion-down {
    from {
      height: 0;
    }
    to {
      height: var(--radix-accordion-content-height);
    }
  }
  @keyframes accordion-up {
    from {
      height: var(--radix-accordion-content-height);
    }
    to {
      height: 0;
    }
  }
}`;
