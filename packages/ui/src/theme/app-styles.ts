import { type Theme } from './derive-theme.ts';
import { themeCss } from './theme-css.ts';

/** The whole `src/styles.css` of an application: Tailwind, the theme's tokens and the base layer. */
export function appStylesCss(theme: Theme): string {
  return `@import 'tailwindcss';\n\n${layersCss(theme)}`;
}

/** `src/styles.css` of this package, to be imported after Tailwind; brings its own sources to scan. */
export function packageStylesCss(theme: Theme): string {
  return `@source './components';\n\n${layersCss(theme)}`;
}

function layersCss(theme: Theme): string {
  return `@custom-variant dark (&:where(.dark, .dark *));\n\n${themeCss(theme)}\n\n${BASE_LAYER}\n`;
}

const BASE_LAYER = `@layer base {
  :root {
    --reading-direction: 1;
  }
  [dir='rtl'] {
    --reading-direction: -1;
  }
  * {
    border-color: var(--border);
  }
  html {
    font-family: var(--font-stack-sans);
    line-height: 1.55;
    scroll-behavior: smooth;
    -webkit-text-size-adjust: 100%;
  }
  body {
    min-height: 100dvh;
    background-color: var(--background);
    color: var(--foreground);
    -webkit-font-smoothing: antialiased;
    text-rendering: optimizeLegibility;
  }
  :focus-visible {
    outline: 2px solid var(--ring);
    outline-offset: 2px;
  }
  ::selection {
    background-color: var(--primary);
    color: var(--primary-foreground);
  }
  [id] {
    scroll-margin-top: 5rem;
  }

  @media (prefers-reduced-motion: reduce) {
    html {
      scroll-behavior: auto;
    }
    *,
    ::before,
    ::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }

  @media print {
    body {
      background-color: #ffffff;
      color: #000000;
    }
  }
}`;
