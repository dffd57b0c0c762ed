import { appStylesCss, deriveTheme } from '@promptly/ui/theme';

import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type Emitted } from '../emitted.ts';
import { emitApp, emitLayout } from './app-shell.ts';
import { emitContactPage } from './contact-page.ts';
import { emitI18n } from './i18n.ts';
import { emitLanguageSwitch } from './language-switch.ts';
import { emitPrices } from './offer-views.ts';
import { emitPages } from './pages.ts';
import { siteReadme } from './readme.ts';
import { emitOfferData, emitSiteData, hasPrices } from './site-data.ts';
import { createSiteFiles } from './site-files.ts';
import { emitTests } from './site-tests.ts';

/** Writes the files of a site: its shell, pages, data, words and tests. Not formatted yet. */
export function emitMarketing(plan: MarketingPlan): Emitted {
  const site = createSiteFiles(plan.locales);
  emitSiteData(site, plan);
  emitOfferData(site, plan);
  if (hasPrices(plan) || plan.pages.includes('pricing')) emitPrices(site, plan);
  emitApp(site, plan);
  emitLayout(site, plan);
  if (site.multilingual) emitLanguageSwitch(site);
  emitPages(site, plan);
  emitContactPage(site, plan);
  emitTests(site, plan);
  site.add('src/styles.css', appStylesCss(deriveTheme(plan.look)));
  site.add('src/main.tsx', MAIN);
  site.add('README.md', siteReadme(plan));
  if (site.multilingual) emitI18n(site);
  return site.emitted();
}

/** Begins in the colour mode that the visitor chose before. */
const MAIN = `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.tsx';
import { applyColorMode, readColorMode } from './lib/color-mode.ts';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

applyColorMode(readColorMode());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
`;
