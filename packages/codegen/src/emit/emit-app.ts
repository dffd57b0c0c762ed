import { type FileTree, treeFromTexts } from '@promptly/common';
import { deriveTheme } from '@promptly/ui/theme';

import { type BlockLibrary } from '../blocks/block-library.ts';
import { type AppPlan } from '../plan/app-plan.ts';
import { type MarketingPlan } from '../plan/marketing-plan.ts';
import { textIn } from '../spec/localized.ts';
import { type UiLibrary } from './link/ui-source.ts';
import { emitMarketing } from './marketing/index.ts';
import { emitRecords } from './records/emit-records.ts';
import { scaffoldFiles } from './scaffold.ts';

/** Code that apps are given: the component library, and blocks that are real code of this repository. */
export interface AppSources {
  library: UiLibrary;
  blocks: BlockLibrary;
}

/** Prints a plan as the files of an app, not formatted yet. */
export function emitApp(plan: AppPlan, sources: AppSources): FileTree {
  return plan.family === 'marketing'
    ? emitSite(plan.site, sources)
    : emitRecords(plan.app, sources);
}

function emitSite(plan: MarketingPlan, { library }: AppSources): FileTree {
  const { files, components, packages } = emitMarketing(plan);
  const lang = plan.locales[0] ?? 'en';
  const scaffold = scaffoldFiles({
    title: plan.name,
    description: textIn(plan.description, lang),
    lang,
    packages: [...packages, ...Object.keys(library.dependenciesFor(components))],
    dark: deriveTheme(plan.look).defaultMode === 'dark',
  });
  return treeFromTexts([...scaffold, ...library.filesFor(components), ...files]);
}
