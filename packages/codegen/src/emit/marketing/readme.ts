import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { textIn } from '../../spec/localized.ts';
import { pageRoutes } from './app-shell.ts';
import { markdownText } from './literals.ts';
import { siteNames } from './site-names.ts';

/** README.md: what the site is, how to run it, and where to change what. */
export function siteReadme(plan: MarketingPlan): string {
  const names = siteNames(plan);
  const [locale = 'en'] = plan.locales;
  const pages = [
    ['/', 'src/pages/home-page.tsx'],
    ...pageRoutes(plan).map(({ path, route }) => [route, path]),
    ...(plan.offer.details ? [[`${names.route}/:slug`, names.detailPagePath]] : []),
  ];
  return `# ${markdownText(plan.name)}

${markdownText(textIn(plan.description, locale))}

| to | run |
| --- | --- |
| set up | \`npm install\` |
| see it while you work | \`npm run dev\` |
| build it | \`npm run build\` |
| check it | \`npm run lint\` and \`npm test\` |

## Pages

| address | file |
| --- | --- |
${pages.map(([route, path]) => `| \`${route}\` | \`${path}\` |`).join('\n')}

## Make it yours

- Name, telephone, address${plan.contact.hours.length > 0 ? ' and opening hours' : ''}: \`src/data/site.ts\`. They are placeholders.
- What is offered: \`${names.dataPath}\`. Other texts of the pages stand in \`src/data\`, ${
    plan.locales.length > 1
      ? 'and in `src/i18n`, a file for each language'
      : 'and in the components themselves'
  }.
- Pictures are patterns drawn from a name; put an \`<img>\` in place of \`<PatternArt>\` where you have one.
- The contact form keeps what was written in the visitor's browser and opens a letter in their mail program. To receive it on a server of your own, change \`src/lib/inbox.ts\`.
- Colours, fonts and corners: the variables in \`src/styles.css\`.
`;
}
