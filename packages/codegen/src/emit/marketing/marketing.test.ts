import { describe, expect, test } from '@jest/globals';
import { createUiRegistry } from '@promptly/ui/registry';
import fc from 'fast-check';
import ts from 'typescript';

import { marketingPlanSchema, planMarketing } from '../../plan/marketing-plan.ts';
import { type AppSpec } from '../../spec/app-spec.ts';
import { emitMarketing } from './index.ts';

const library = createUiRegistry();

const SITES = {
  coffee: site({ domain: 'coffee', name: 'Umuseke Coffee', place: ['Kigali', 'RW'] }),
  law: site({
    domain: 'company',
    topic: 'law firm',
    name: 'Northgate Legal',
    place: ['Nairobi', 'KE'],
  }),
  photographer: site({
    domain: 'portfolio',
    topic: 'portfolio',
    purpose: 'Portfolio for a photographer',
    name: 'Studio Mugisha',
    theme: { mode: 'dark', tone: 'minimal', asked: [] },
  }),
  doors: site({
    domain: 'company',
    topic: 'door industry',
    name: 'Rugero Works',
    purpose: 'Display door products and company information',
    wishes: ['view product styles in the photo album', 'search products', 'read company news'],
    theme: { mode: 'light', tone: 'plain', asked: [], background: '#fff5ee', primary: '#a0522d' },
  }),
  charity: site({ domain: 'charity', name: 'Ubumuntu', wishes: ['sign up for the newsletter'] }),
  software: site({ domain: 'software', name: 'Inzira', locales: ['fr'], place: ['Dakar', 'SN'] }),
  restaurant: site({ domain: 'restaurant', name: 'Inkono', locales: ['en', 'fr', 'rw'] }),
} satisfies Record<string, AppSpec>;

function site(parts: {
  domain: string;
  name: string;
  topic?: string;
  purpose?: string;
  place?: [name: string, country: string];
  locales?: AppSpec['locales'];
  theme?: AppSpec['theme'];
  wishes?: string[];
}): AppSpec {
  const { domain, locales, name, place, purpose, theme, topic, wishes } = parts;
  return {
    version: 1,
    seed: `${domain}-0`,
    name,
    purpose: purpose ?? `Site of ${name}`,
    kind: 'marketing',
    surface: 'public',
    domain,
    topic: topic ?? domain,
    locales: locales ?? ['en'],
    missingLanguages: [],
    ...(place && { place: { name: place[0], country: place[1] } }),
    theme: theme ?? { mode: 'light', tone: 'plain', asked: [] },
    auth: { signIn: false, signUp: false, profile: false, roles: [] },
    entities: [],
    wishes: (wishes ?? []).map((text) => ({ text })),
  };
}

function filesOf(spec: AppSpec): ReadonlyMap<string, string> {
  return emitMarketing(planMarketing(spec)).files;
}

function textOf(spec: AppSpec, path: string): string {
  const text = filesOf(spec).get(path);
  if (text === undefined) throw new Error(`the site has no ${path}`);
  return text;
}

describe.each(Object.entries(SITES))('the site of a %s', (_name, spec) => {
  const plan = planMarketing(spec);
  const { components, files } = emitMarketing(plan);
  const modules = [...files].filter(([path]) => /\.tsx?$/.test(path));

  test('has a plan that survives JSON', () => {
    expect(marketingPlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  test('is the same for the same specification', () => {
    expect([...filesOf(structuredClone(spec))]).toEqual([...files]);
  });

  test('imports only files that are there, and only names that they export', () => {
    const all = new Map([...files, ...library.filesFor(components)]);
    for (const [path, text] of modules) {
      for (const { names, specifier } of importsOf(text).filter(isLocal)) {
        const target = resolve(path, specifier);
        const source = all.get(target);
        expect([path, target, source !== undefined]).toEqual([path, target, true]);
        for (const name of names) {
          expect(`${target}: ${source}`).toMatch(
            new RegExp(`export (?:\\w+ )+${name}\\b|export \\{[^}]*\\b${name}\\b`),
          );
        }
      }
    }
  });

  test('has no file that nothing imports', () => {
    const imported = new Set(
      modules.flatMap(([path, text]) =>
        importsOf(text)
          .filter(isLocal)
          .map(({ specifier }) => resolve(path, specifier)),
      ),
    );
    const entries = /^src\/main\.tsx$|\.test\.tsx$/;
    const unused = modules
      .map(([path]) => path)
      .filter((path) => !entries.test(path) && !imported.has(path));
    expect(unused).toEqual([]);
  });

  test('imports no name that it does not use', () => {
    for (const [path, text] of modules) {
      const body = text.replace(/^import .*;$/gm, '');
      for (const name of importsOf(text).flatMap(({ names }) => names)) {
        expect([path, name, new RegExp(`\\b${name}\\b`).test(body)]).toEqual([path, name, true]);
      }
    }
  });

  test('has no words left to fill in', () => {
    expect(JSON.stringify(plan)).not.toMatch(/\{\w+\}|lorem ipsum/i);
    for (const [path, text] of files) {
      if (!path.startsWith('src/data/')) continue;
      expect([path, /[:>(] ?undefined[,<;]/.exec(text)?.[0]]).toEqual([path, undefined]);
    }
  });

  test('has code that a compiler can read', () => {
    for (const [path, text] of modules)
      expect([path, syntaxFaults(text, path)]).toEqual([path, []]);
  });

  test('has its brand, its offers and a way to write in its tests', () => {
    const routes = files.get('src/site-routes.test.tsx') ?? '';
    expect(routes).toContain(JSON.stringify(plan.offer.items[0]?.name[spec.locales[0] ?? 'en']));
    expect(files.get('src/components/contact-form.test.tsx')).toContain('aline@example.com');
  });
});

test('different trades get different sites', () => {
  const layouts = Object.values(SITES).map((spec) => planMarketing(spec).layout);
  expect(new Set(layouts).size).toBeGreaterThanOrEqual(4);
});

test('a law firm speaks of law, a door maker of doors', () => {
  expect(textOf(SITES.law, 'src/data/practices.ts')).toContain('Land and property');
  expect(textOf(SITES.doors, 'src/data/products.ts')).toContain('Oak entrance door');
});

test('a company that no trade covers speaks of what the prompt is about', () => {
  const spec = site({ domain: 'company', topic: 'beekeeping', name: 'Four Hills' });
  expect(textOf(spec, 'src/components/home-hero.tsx')).toMatch(/beekeeping/i);
});

test('colours are kept as they were asked for', () => {
  const styles = textOf(SITES.doors, 'src/styles.css');
  expect(styles).toContain('--background: #fff5ee');
  expect(styles).toContain('--primary: #a0522d');
});

test('prices and telephone numbers are those of the place', () => {
  const inDakar = planMarketing(SITES.software);
  expect(inDakar.currency).toEqual({ code: 'XOF', region: 'SN' });
  expect(inDakar.contact.phone).toMatch(/^\+221 /);
  expect(planMarketing(SITES.coffee).contact.city).toBe('Kigali');
});

test('parts that the prompt asks for by name are there', () => {
  const { home, offer, pages } = planMarketing(SITES.doors);
  expect(pages).toEqual(expect.arrayContaining(['gallery', 'news']));
  expect(home).toContain('news');
  expect(offer.searchable).toBe(true);
  expect(planMarketing(SITES.charity).home).toContain('newsletter');
});

test('a site in one language has its words in place, without a catalogue', () => {
  const files = filesOf(SITES.software);
  expect([...files.keys()].filter((path) => path.startsWith('src/i18n/'))).toEqual([]);
  expect(files.get('src/components/site-layout.tsx')).toContain('À propos');
});

test('a site in three languages says everything in each of them', () => {
  const files = filesOf(SITES.restaurant);
  const keysOf = (locale: string) => files.get(`src/i18n/${locale}.ts`)?.match(/^\w+:/gm);
  expect(keysOf('en')?.length).toBeGreaterThan(20);
  expect(keysOf('fr')).toEqual(keysOf('en'));
  expect(keysOf('rw')).toEqual(keysOf('en'));
  expect(files.get('src/data/dishes.ts')).toMatch(/en: "Grilled tilapia", fr: "Tilapia grillé"/);
});

test('no text of a prompt breaks out of its place in the code', () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      ...`'"\`{}<>/\\$&*;:#|_~()[]\n\t `,
      '${',
      '*/',
      '-->',
      '</script>',
      '&quot;',
      '\u2028',
      '\u00a0',
      'é',
      '雨',
      'a',
    ),
    minLength: 1,
    maxLength: 24,
  });
  const DOMAINS = ['company', 'coffee', 'restaurant'] as const;
  const siteIn = (domain: string, name: string, place: string) =>
    filesOf(
      site({
        domain,
        name,
        topic: name,
        place: [place, 'FR'],
        locales: domain === 'restaurant' ? ['fr', 'en'] : ['en'],
      }),
    );
  const harmless = new Map(DOMAINS.map((domain) => [domain, siteIn(domain, 'Name', 'Place')]));
  fc.assert(
    fc.property(hostile, hostile, fc.constantFrom(...DOMAINS), (name, place, domain) => {
      const files = siteIn(domain, name, place);
      for (const [path, text] of files) {
        if (!/\.tsx?$/.test(path) || text === harmless.get(domain)?.get(path)) continue;
        expect([path, syntaxFaults(text, path)]).toEqual([path, []]);
      }
      expect(namesIn(files.get('src/data/site.ts') ?? '')).toEqual({ name, city: place });
    }),
    { numRuns: 40 },
  );
});

interface Import {
  specifier: string;
  names: string[];
}

function importsOf(text: string): Import[] {
  return [...text.matchAll(/^import (?:\{ ([^}]*) \} from )?'([^']+)';$/gm)].map(
    ([, names = '', specifier = '']) => ({
      specifier,
      names: names
        .split(', ')
        .map((name) => name.replace('type ', ''))
        .filter((name) => name !== ''),
    }),
  );
}

function isLocal({ specifier }: Import): boolean {
  return specifier.startsWith('.') && !specifier.endsWith('.css');
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function syntaxFaults(text: string, fileName: string): string[] {
  const { diagnostics } = ts.transpileModule(text, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { jsx: ts.JsxEmit.ReactJSX, target: ts.ScriptTarget.ES2022 },
  });
  return (diagnostics ?? []).map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, ' '),
  );
}

/** The strings that src/data/site.ts gives as the name and the city, as a compiler reads them. */
function namesIn(text: string): Record<string, string> {
  const source = ts.createSourceFile('site.ts', text, ts.ScriptTarget.ES2022, true);
  const found: Record<string, string> = {};
  const visit = (node: ts.Node) => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.initializer)) {
      const key = node.name.getText();
      if (key === 'name' || key === 'city') found[key] = node.initializer.text;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
