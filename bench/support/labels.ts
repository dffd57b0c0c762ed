/** What a person expects of the app for a sampled prompt, by the prompt's id. */
export interface Label {
  /** The kinds that would be a right reading. */
  kinds: readonly AppKind[];
  /** Each must be found in what the app shows; a `|` separates words that serve alike. */
  nouns: readonly string[];
  /** Exact colours which the prompt names; poetic names without a standard value are left out. */
  colors: readonly string[];
}

export type AppKind = 'dashboard' | 'crud' | 'marketing';

const label = (kinds: string, nouns: string, colors = ''): Label => ({
  kinds: kinds.split(' ') as AppKind[],
  nouns: nouns.split(' '),
  colors: colors.split(' ').filter(Boolean),
});

export const LABELS: Readonly<Record<string, Label>> = {
  'webgenagent-train_005813': label(
    'dashboard',
    'advertis|campaign import chart',
    '#f5f5f5 #bc8f8f',
  ),
  'webgenagent-train_000905': label('crud', 'puzzle level hint', '#87cefa #1e90ff'),
  'webgenagent-train_000597': label('crud dashboard', 'member coupon activit', '#f0e68c'),
  'webgenagent-train_002826': label('marketing', 'door product contact|call', '#4b0082'),
  'webgenagent-train_000079': label(
    'crud dashboard',
    'announcement survey|questionnaire discussion',
    '#006400',
  ),
  'webgenagent-train_003982': label('crud dashboard', 'driver trip|ride payment', '#000080'),
  'webgenagent-train_000421': label('crud dashboard', 'employee report', '#fa8072 #dc143c'),
  'webgenagent-train_000382': label('crud', 'message contact', '#191970'),
  'webgenagent-train_004808': label(
    'crud dashboard',
    'account|user permission article notification',
    '#ffe4b5 #deb887',
  ),
  'webgenagent-train_001124': label('crud dashboard', 'job message payment', '#da70d6 #800080'),
  'webgenagent-train_006322': label('crud', 'piano recording|note', '#f5deb3 #d2691e'),
  'webgenagent-train_000508': label('crud', 'rss source|feed', '#ffe4c4 #e9967a'),
  'webgenagent-train_000149': label('crud dashboard', 'match league player coach venue', '#191970'),
  'webgenagent-train_001062': label('crud', 'search browse|content', '#ffffe0 #daa520'),
  'webgenagent-train_001114': label('crud', 'photo|picture tag', '#fffacd #808000'),
  'webgenagent-train_006415': label('crud', 'image background', '#d8bfd8 #663399'),
  'webgenagent-train_002330': label(
    'crud dashboard',
    'document project contact calendar|meeting',
    '#da70d6 #800080',
  ),
  'webgenagent-train_006040': label('crud', 'page element', '#afeeee #48d1cc'),
  'webgenagent-train_001579': label('crud dashboard', 'trader trade', '#fff8dc #bc8f8f'),
  'webgenagent-train_006587': label('crud marketing', 'tour workshop itinerar', '#a0522d'),
  'webgenagent-train_000523': label('crud', 'route|package ticket', '#f0f8ff #6495ed'),
  'webgen-train-0290': label('crud dashboard', 'customer product', '#ffdab9 #b22222'),
  'own-01': label('dashboard', 'dashboard sign'),
  'own-02': label('marketing', 'coffee roast kigali'),
  'own-03': label('crud', 'task|todo|to-do'),
  'own-04': label('crud', 'task|card due'),
  'own-05': label('crud', 'recipe categor favourite|favorite'),
};

/** The kind of an app, read from the files it is made of rather than from what the generator says. */
export function kindOf(entries: ReadonlyMap<string, Buffer>): AppKind {
  const has = (pattern: RegExp) => [...entries.keys()].some((name) => pattern.test(name));
  if (has(/^src\/components\/ui\/hero\.tsx$/) && !has(/^src\/hooks\/use-?collection/i))
    return 'marketing';
  return has(/^src\/components\/ui\/(line|bar|area|donut)-chart\.tsx$/) ? 'dashboard' : 'crud';
}

/** What of a label is not found in the exported app. */
export function missesOf(label: Label, entries: ReadonlyMap<string, Buffer>): string[] {
  const shown = textOf(
    entries,
    /^(index\.html|src\/(?!components\/ui\/|.*\.test\.).*\.(tsx?|json))$/,
  ).toLowerCase();
  const styles = textOf(entries, /^src\/.*\.css$/).toLowerCase();
  const kind = kindOf(entries);
  return [
    ...(label.kinds.includes(kind) ? [] : [`kind is ${kind}`]),
    ...label.nouns.filter((noun) => !noun.split('|').some((word) => shown.includes(word))),
    ...label.colors.filter((color) => !styles.includes(color)),
  ];
}

function textOf(entries: ReadonlyMap<string, Buffer>, names: RegExp): string {
  return [...entries]
    .flatMap(([name, bytes]) => (names.test(name) ? bytes.toString() : []))
    .join('\n');
}
