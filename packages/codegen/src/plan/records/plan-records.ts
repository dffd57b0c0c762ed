import { createRandom } from '../../random.ts';
import { kebabCase } from '../../read/words.ts';
import { type AppSpec, type Entity } from '../../spec/app-spec.ts';
import { localized, verbatim, type Localized } from '../../spec/localized.ts';
import { moneyOf } from './money.ts';
import { createNames, emailOf, regionOf, type Region } from './people.ts';
import { planEntities } from './plan-entities.ts';
import { planHome } from './plan-home.ts';
import { planLook } from './plan-look.ts';
import { planOverview } from './plan-overview.ts';
import { type RecordsPlan } from './records-plan.ts';
import { seedRows } from './seed-rows.ts';

/** Decides a dashboard or an app for records: names, lists, sample rows, numbers, charts and words. */
export function planRecords(spec: AppSpec): RecordsPlan {
  const random = createRandom(spec.seed).fork('records');
  const region = regionOf(spec.place?.country);
  const money = moneyOf(spec.place?.country, spec.locales[0]!);
  const named = withSafeIds(spec.entities);
  const specified = named.map((entity) => withSources(withDone(entity), named));
  const rows = seedRows(specified, {
    locale: spec.locales[0]!,
    region,
    money,
    random: random.fork('rows'),
  });
  const { entities, messages } = planEntities(spec, specified, rows);
  const overview = spec.kind === 'dashboard' ? planOverview(spec, entities, messages) : undefined;
  const home =
    spec.kind === 'crud' && spec.surface === 'public'
      ? planHome(spec, entities, messages, random.fork('home'))
      : undefined;
  return {
    version: 1,
    name: spec.name,
    slug: kebabCase(spec.name) || 'app',
    purpose: spec.purpose,
    kind: spec.kind === 'dashboard' ? 'dashboard' : 'crud',
    shell: home ? 'site' : overview || entities.length > 1 ? 'sidebar' : 'topbar',
    locales: spec.locales,
    currency: money.code,
    theme: planLook(spec, random.fork('look')),
    ...(spec.auth.signIn && { auth: planAuth(spec, region) }),
    entities,
    ...(overview && { overview: overview.overview }),
    ...(home && { home: home.home }),
    messages: {
      'app.name': verbatim(spec.name),
      'app.purpose': verbatim(spec.purpose),
      ...APP_MESSAGES,
      ...messages,
      ...overview?.messages,
      ...home?.messages,
    },
  };
}

const APP_MESSAGES: Readonly<Record<string, Localized>> = {
  'nav.overview': localized('Overview / Vue d’ensemble / Incamake'),
  'nav.home': localized('Home / Accueil / Ahabanza'),
};

/** Words that cannot name a variable on the pages about a record. */
const RESERVED =
  /^(?:arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|id|name|navigate|remove|save|t|title)$/;

/** "case" cannot name a variable: it becomes "caseRecord". */
function withSafeIds(entities: readonly Entity[]): Entity[] {
  const safe = (id: string) => (RESERVED.test(id) ? `${id}Record` : id);
  return entities.map((entity) => ({
    ...entity,
    id: safe(entity.id),
    fields: entity.fields.map((field) => ({
      ...field,
      ...(field.target && { target: safe(field.target) }),
    })),
  }));
}

/** A reference to something that the app does not keep becomes a name. */
function withSources(entity: Entity, entities: readonly Entity[]): Entity {
  return {
    ...entity,
    fields: entity.fields.map((field) => {
      if (field.type !== 'reference' || entities.some(({ id }) => id === field.target))
        return field;
      return { ...field, type: 'person', target: undefined };
    }),
  };
}

/** A checklist needs something to tick. */
function withDone(entity: Entity): Entity {
  const canBeDone = entity.fields.some(({ options }) => options?.some(({ id }) => id === 'done'));
  if (entity.view !== 'checklist' || canBeDone) return entity;
  const done = {
    id: 'status',
    label: localized('Status / Statut / Imiterere'),
    type: 'choice' as const,
    required: true,
    options: [
      { id: 'todo', label: localized('To do / À faire / Bitegerejwe') },
      { id: 'done', label: localized('Done / Terminé / Byarangiye') },
    ],
  };
  const [title, ...rest] = entity.fields;
  return { ...entity, fields: [title!, done, ...rest.filter(({ id }) => id !== 'status')] };
}

function planAuth(spec: AppSpec, region: Region): NonNullable<RecordsPlan['auth']> {
  const nextName = createNames(region, createRandom(spec.seed).fork('accounts'));
  const { roles, signUp, profile } = spec.auth;
  return {
    accounts: roles.map((role) => {
      const name = nextName();
      return { name, email: emailOf(name), role };
    }),
    signUp,
    profile,
    guardsDeleting: roles.includes('member'),
  };
}
