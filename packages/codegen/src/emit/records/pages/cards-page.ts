import {
  fieldOf,
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { child, dataImports, formatImports, labelOf, literal, valueOf } from '../code.ts';
import {
  emptyStates,
  exportFunction,
  header,
  listFooter,
  listImports,
  selection,
  toolbar,
} from './list-parts.ts';

/** `src/pages/recipes-page.tsx`: a grid of pictures with search, filters, order and pages. */
export function emitCardsPage(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const sortable = entity.columns
    .map((id) => fieldOf(entity, id))
    .filter(({ type }) => type !== 'flag');
  const text = `${listImports(entity)}
import { ${entity.type}Card } from '../components/${entity.file}-card.tsx';
import { SortSelect } from '../components/sort-select.tsx';
${dataImports(plan, entity)}
${formatImports()}

const PAGE_SIZE = 12;

export function ${entity.type}ListPage() {
  ${entity.favourites ? 'const favourites = useFavourites();' : ''}
  ${selection(plan, entity, 12)}
  ${exportFunction(entity, (id) => valueOf(plan, entity, fieldOf(entity, id), { plain: true }))}
  return (
    <div className="grid gap-6">
      ${header(plan, entity)}
      ${toolbar(
        plan,
        entity,
        `<SortSelect
          list={list}
          fields={[${sortable.map(({ id, label }) => `{ field: ${literal(id)}, label: t('${label}') }`).join(', ')}]}
        />`,
      )}
      {${emptyStates(entity)} : (
        <>
          <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            {rows.map((${entity.id}) => (
              <li key={${entity.id}.id} className="grid">
                <${entity.type}Card ${entity.id}={${entity.id}} />
              </li>
            ))}
          </ul>
          ${listFooter(entity)}
        </>
      )}
    </div>
  );
}
`;
  return [`src/pages/${entity.files}-page.tsx`, text];
}

/** `src/components/recipe-card.tsx`: one of them at a glance. */
export function emitCard(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const title = titleOf(entity);
  const rest = entity.fields.filter((field) => field !== title);
  const eyebrow = rest.find(({ type, hasTones }) => type === 'choice' && !hasTones);
  const badge = rest.find(({ hasTones }) => hasTones);
  const description = rest.find(({ type }) => type === 'longText');
  const meta = metaFields(rest);
  const name = valueOf(plan, entity, title, { plain: true });
  const text = `import { Badge, MediaCard } from '@promptly/ui';
import { Link } from 'react-router';
import { FavouriteButton } from './favourite-button.tsx';
${dataImports(plan, entity)}
${formatImports()}

export function ${entity.type}Card({ ${entity.id} }: { ${entity.id}: ${entity.type} }) {
  return (
    <MediaCard
      seed={${entity.id}.id}
      ${eyebrow ? `eyebrow={${labelOf(plan, entity, eyebrow, `${entity.id}.${eyebrow.id}`)}}` : ''}
      ${badge ? `badge={${valueOf(plan, entity, badge)}}` : ''}
      title={<Link to={\`${entity.route}/\${${entity.id}.id}\`}>{${name}}</Link>}
      ${description ? `description={${entity.id}.${description.id}}` : ''}
      ${meta.length > 0 ? `meta={${metaOf(plan, entity, meta)}}` : ''}
      ${entity.favourites ? `action={<FavouriteButton id={${entity.id}.id} name={${name}} />}` : ''}
      headingLevel={2}
    />
  );
}
`;
  return [`src/components/${entity.file}-card.tsx`, text];
}

const TELLING: PlannedField['type'][] = [
  'money',
  'date',
  'rating',
  'number',
  'person',
  'reference',
  'text',
];

/** What a card says last: two short facts, the price or the day before others. */
function metaFields(fields: readonly PlannedField[]): PlannedField[] {
  const short = fields.filter(({ type }) => TELLING.includes(type));
  return short.sort((a, b) => TELLING.indexOf(a.type) - TELLING.indexOf(b.type)).slice(0, 2);
}

function metaOf(plan: RecordsPlan, entity: PlannedEntity, fields: readonly PlannedField[]): string {
  const values = fields.map((field) => valueOf(plan, entity, field));
  if (values.length === 1) return values[0]!;
  return `<span className="flex flex-wrap items-center gap-x-3 gap-y-1">${values.map((value) => (value.startsWith('<') ? value : `<span>${child(value)}</span>`)).join('')}</span>`;
}
