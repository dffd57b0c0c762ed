import { type RecordsPlan } from '../../plan/records/records-plan.ts';
import { textIn } from '../../spec/localized.ts';
import { DEMO_PASSWORD } from './app-files.ts';

/** `README.md`: what the app is, how to run it, where things are. */
export function emitReadme(plan: RecordsPlan): [string, string] {
  const [locale] = plan.locales;
  const name = (id: string) => textIn(plan.messages[`${id}.many`]!, locale!);
  const text = `# ${escape(plan.name)}

${escape(plan.purpose)}

| to | run |
| --- | --- |
| set up | \`npm install\` |
| see it while you work | \`npm run dev\` |
| build it | \`npm run build\` |
| check it | \`npm run lint\` and \`npm test\` |

## What is in it

| page | address | code |
| --- | --- | --- |
${plan.entities.map(({ id, route, files }) => `| ${escape(name(id))} | \`${route}\` | \`src/pages/${files}-page.tsx\` |`).join('\n')}

Rows are kept in the browser: each kind has a collection in \`src/data\`, and \`src/lib/collection.ts\` is the one place
to change when they shall live on a server. Colours and fonts are variables in \`src/styles.css\`.
${
  plan.auth
    ? `
## Signing in

Accounts live in the browser and are for trying the app; \`src/lib/session.ts\` is where a server comes in.

| account | password |
| --- | --- |
${plan.auth.accounts.map(({ email }) => `| ${email} | \`${DEMO_PASSWORD}\` |`).join('\n')}
`
    : ''
}`;
  return ['README.md', text];
}

/** Text of the prompt as it can stand in Markdown. */
function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
