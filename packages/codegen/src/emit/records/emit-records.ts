import { LOCALES, treeFromTexts, type FileTree, type Locale } from '@promptly/common';
import { appStylesCss, deriveTheme } from '@promptly/ui/theme';

import { en } from '../../../blocks/i18n/en.ts';
import { fr } from '../../../blocks/i18n/fr.ts';
import { rw } from '../../../blocks/i18n/rw.ts';
import { type BlockLibrary } from '../../blocks/block-library.ts';
import { type PlannedEntity, type RecordsPlan } from '../../plan/records/records-plan.ts';
import { textIn, type Localized } from '../../spec/localized.ts';
import { link } from '../link/link.ts';
import { createLocalizer } from '../link/localize.ts';
import { createUiSource, type UiLibrary } from '../link/ui-source.ts';
import { scaffoldFiles } from '../scaffold.ts';
import {
  emitApp,
  emitCatalogues,
  emitCurrency,
  emitDemoAccounts,
  emitLayout,
  emitMain,
} from './app-files.ts';
import { speaksSeveral } from './code.ts';
import { emitEntityModel, emitEntityRows } from './entity-data.ts';
import { emitBoardPage } from './pages/board-page.ts';
import { emitCard, emitCardsPage } from './pages/cards-page.ts';
import { emitChecklistPage } from './pages/checklist-page.ts';
import { emitDetailPage } from './pages/detail-page.ts';
import { emitForm, emitFormPage } from './pages/form-page.ts';
import { emitHomePage } from './pages/home-page.ts';
import { emitOverviewPage } from './pages/overview-page.ts';
import { emitTablePage } from './pages/table-page.ts';
import { emitReadme } from './readme.ts';
import { emitTests } from './tests/emit-tests.ts';

/** Prints a plan as the files of an app: what is its own, the blocks and components that it uses, and its scaffold. */
export function emitRecords(
  plan: RecordsPlan,
  { blocks, library }: { blocks: BlockLibrary; library: UiLibrary },
): FileTree {
  const messages = { ...blockMessages(), ...plan.messages };
  const localizer = createLocalizer(plan.locales, messages);
  const several = speaksSeveral(plan);
  const own = new Map([
    emitReadme(plan),
    ['src/styles.css', appStylesCss(theme(plan))] as [string, string],
    emitMain(),
    emitApp(plan),
    emitLayout(plan),
    ...(plan.overview ? [emitOverviewPage(plan)] : []),
    ...(plan.home ? [emitHomePage(plan)] : []),
    ...plan.entities.flatMap((entity) => entityFiles(plan, entity)),
    ...emitTests(plan),
  ]);
  const stands = new Map([
    emitCurrency(plan),
    ...(plan.auth ? [emitDemoAccounts(plan)] : []),
    ...(several ? emitCatalogues(plan, [], () => '') : []),
  ]);
  const provided = { files: new Map([...blocks.files, ...stands]) };
  const { files, packages } = link(own, provided, createUiSource(library), localizer.localize);
  if (several) {
    const keys = [...new Set([...localizer.used(), ...choiceLabels(plan)])].sort();
    for (const [path, text] of emitCatalogues(plan, keys, (key, locale) =>
      textIn(messages[key]!, locale),
    ))
      files.set(path, text);
  }
  const scaffold = scaffoldFiles({
    title: plan.name,
    description: plan.purpose || plan.name,
    lang: plan.locales[0]!,
    packages: [...packages].filter((name) => name !== 'react' && name !== 'react-dom'),
    dark: theme(plan).defaultMode === 'dark',
  });
  return treeFromTexts([...scaffold, ...files]);
}

function entityFiles(plan: RecordsPlan, entity: PlannedEntity): [string, string][] {
  return [
    emitEntityModel(plan, entity),
    emitEntityRows(plan, entity),
    ...LIST_PAGES[entity.view](plan, entity),
    emitDetailPage(plan, entity),
    emitForm(plan, entity),
    emitFormPage(plan, entity),
  ];
}

const LIST_PAGES: Readonly<
  Record<PlannedEntity['view'], (plan: RecordsPlan, entity: PlannedEntity) => [string, string][]>
> = {
  table: (plan, entity) => [emitTablePage(plan, entity)],
  cards: (plan, entity) => [emitCardsPage(plan, entity), emitCard(plan, entity)],
  board: (plan, entity) => [emitBoardPage(plan, entity)],
  checklist: (plan, entity) => [emitChecklistPage(plan, entity)],
};

function theme({ theme: { background, primary, dark, font, radius, sidebar } }: RecordsPlan) {
  return deriveTheme({ ...(background && { background }), primary, dark, font, radius, sidebar });
}

/** The words of the blocks, by key. */
function blockMessages(): Record<string, Localized> {
  const catalogues: Record<Locale, Readonly<Record<string, string>>> = { en, fr, rw };
  const keys = Object.keys(en);
  return Object.fromEntries(
    keys.map((key) => [
      key,
      Object.fromEntries(LOCALES.map((locale) => [locale, catalogues[locale][key]])) as Localized,
    ]),
  );
}

function choiceLabels(plan: RecordsPlan): string[] {
  return plan.entities.flatMap(({ fields }) =>
    fields.flatMap(({ options }) => options.map(({ label }) => label)),
  );
}
