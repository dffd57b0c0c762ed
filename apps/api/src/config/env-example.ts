import { docOf, VARIABLE_NAMES } from './environment.ts';

/** The text of `.env.example`: every variable with what it is for, none of them set. */
export function renderEnvExample(): string {
  const groups = [...new Set(VARIABLE_NAMES.map((name) => docOf(name).group))];
  const sections = groups.map((group) => {
    const names = VARIABLE_NAMES.filter((name) => docOf(name).group === group);
    return [`## ${group}`, ...names.map(describe)].join('\n\n');
  });
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `# Nothing needs to be set: the program runs without this file.
# Copy it to .env beside it and uncomment what you change; the environment wins over the file.
# A secret NAME can also be given as NAME_FILE, the path of a file that holds it.
# Written from apps/api/src/config/environment.ts: change it there, then run
#   node --import tsx apps/api/src/config/print-env-example.ts > .env.example`;

function describe(name: (typeof VARIABLE_NAMES)[number]): string {
  const { doc, example, secret } = docOf(name);
  return `# ${doc}${secret ? ' (secret)' : ''}\n# ${name}=${example}`;
}
