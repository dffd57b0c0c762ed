import {
  entityOf,
  fieldOf,
  titleOf,
  type PlannedEntity,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { literal, optionsOf, referenceTitle } from '../code.ts';

/** Parts that list pages of every look are made of. */

/** Reads the address and selects the rows that match it. */
export function selection(
  plan: RecordsPlan,
  entity: PlannedEntity,
  pageSize: number | 'all',
): string {
  const filters = [...entity.filters, ...(entity.favourites ? ['favourite'] : [])];
  const { sort } = entity;
  return `const all = useCollection(${entity.collection});
  const list = useListParams({ sort: ${literal(sort.field)}, direction: ${literal(sort.direction)}, filters: [${filters.map(literal).join(', ')}] });
  const { rows, found, page, pageCount } = selectRows(all, list, {
    searchIn: (${entity.id}) => [${searchTexts(plan, entity).join(', ')}],
    filterOn: ${filterOn(entity)},
    sortOn: ${sortOn(plan, entity)},
    pageSize: ${pageSize === 'all' ? 'Infinity' : 'PAGE_SIZE'},
  });`;
}

function searchTexts(plan: RecordsPlan, entity: PlannedEntity): string[] {
  const own = entity.searched.map((id) => `${entity.id}.${id}`);
  const references = entity.fields
    .filter(({ type }) => type === 'reference')
    .slice(0, 2)
    .map((field) => referenceTitle(plan, field, `${entity.id}.${field.id}`));
  return [...own, ...references];
}

function filterOn(entity: PlannedEntity): string {
  if (entity.favourites) {
    const own = entity.filters.length > 0 ? `${entity.id}[filter]` : "''";
    return `(${entity.id}, filter) => (filter === 'favourite' ? (favourites.has(${entity.id}.id) ? 'yes' : 'no') : ${own})`;
  }
  return entity.filters.length > 0 ? `(${entity.id}, filter) => ${entity.id}[filter]` : "() => ''";
}

/** References are ordered by the names that they lead to. */
function sortOn(plan: RecordsPlan, entity: PlannedEntity): string {
  const references = entity.fields.filter(
    ({ id, type }) => type === 'reference' && entity.columns.includes(id),
  );
  const cases = references.map(
    (field) =>
      `field === ${literal(field.id)} ? ${referenceTitle(plan, field, `${entity.id}.${field.id}`)} : `,
  );
  return `(${entity.id}, field) => ${cases.join('')}${entity.id}[field as keyof ${entity.type}]`;
}

/** Search box and filters. */
export function toolbar(plan: RecordsPlan, entity: PlannedEntity, more = ''): string {
  const filters = entity.filters.map((id) => {
    const field = fieldOf(entity, id);
    const options =
      field.type === 'reference'
        ? referenceOptions(plan, field.target!)
        : optionsOf(plan, entity, field);
    return `<FilterSelect
          label={t('${field.label}')}
          options={${options}}
          value={list.filters.${id}}
          onChange={(value) => list.filterBy(${literal(id)}, value)}
        />`;
  });
  const favourite = entity.favourites
    ? [
        `<Button
          variant={list.filters.favourite ? 'default' : 'outline'}
          aria-pressed={list.filters.favourite === 'yes'}
          onClick={() => list.filterBy('favourite', list.filters.favourite ? '' : 'yes')}
        >
          <Heart aria-hidden />
          {t('favourite.only')}
        </Button>`,
      ]
    : [];
  const inside = [...filters, ...favourite, ...(more ? [more] : [])];
  const opening = `<ListToolbar list={list} searchLabel={t('${entity.id}.search')}`;
  return inside.length > 0 ? `${opening}>${inside.join('\n')}</ListToolbar>` : `${opening} />`;
}

function referenceOptions(plan: RecordsPlan, targetId: string): string {
  const target = entityOf(plan, targetId);
  return `${target.collection}.all().map((${target.id}) => ({ value: ${target.id}.id, label: ${target.id}.${titleOf(target).id} }))`;
}

/** The head of the page: its name, and what can be done. */
export function header(plan: RecordsPlan, entity: PlannedEntity, { canAdd = true } = {}): string {
  const isFirst =
    plan.kind === 'crud' &&
    plan.shell !== 'site' &&
    plan.entities[0]?.id === entity.id &&
    plan.purpose !== '';
  const exportButton = entity.exports
    ? `<Button variant="outline" onClick={exportRows}><Download aria-hidden />{t('list.export')}</Button>`
    : '';
  const addButton = canAdd
    ? `<Button asChild><Link to="${entity.route}/new"><Plus aria-hidden />{t('${entity.id}.add')}</Link></Button>`
    : '';
  const actions = exportButton ? `<>${exportButton}${addButton}</>` : addButton;
  return `<title>{\`\${t('${entity.id}.many')} · \${t('app.name')}\`}</title>
      <PageHeader
        title={t('${entity.id}.many')}
        ${isFirst ? "description={t('app.purpose')}" : ''}
        ${actions === '' ? '' : `actions={${actions}}`}
      />`;
}

/** Writes the matching rows to a file. */
export function exportFunction(entity: PlannedEntity, cell: (id: string) => string): string {
  if (!entity.exports) return '';
  const fields = entity.fields;
  return `function exportRows() {
    const head = [${fields.map(({ label }) => `t('${label}')`).join(', ')}];
    const cells = found.map((${entity.id}) => [${fields.map(({ id }) => cell(id)).join(', ')}]);
    download('${entity.files}.csv', toCsv(head, cells));
  }
`;
}

/** What stands in place of the rows when there are none. */
export function emptyStates(entity: PlannedEntity): string {
  return `all.length === 0 ? (
        <Card className="py-0">
          <EmptyState
            icon={${entity.icon}}
            title={t('${entity.id}.empty')}
            description={t('${entity.id}.emptyHint')}
            action={<Button asChild><Link to="${entity.route}/new">{t('${entity.id}.add')}</Link></Button>}
          />
        </Card>
      ) : rows.length === 0 ? (
        <NoMatches onClear={list.clear} />
      )`;
}

export function listFooter(entity: PlannedEntity): string {
  return `<ListFooter
            summary={t('${entity.id}.count', { count: found.length })}
            page={page}
            pageCount={pageCount}
            onPageChange={list.goTo}
          />`;
}

/** Imports that list pages may need. */
export function listImports(entity: PlannedEntity): string {
  return `import { Badge, Button, Card, Checkbox, EmptyState, PageHeader, cn } from '@promptly/ui';
import { Download, Heart, Plus, ${entity.icon} } from 'lucide-react';
import { Link } from 'react-router';
import { Board } from '../components/board.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { FilterSelect } from '../components/filter-select.tsx';
import { ListFooter } from '../components/list-footer.tsx';
import { ListToolbar } from '../components/list-toolbar.tsx';
import { NoMatches } from '../components/no-matches.tsx';
import { QuickAdd } from '../components/quick-add.tsx';
import { RowActions } from '../components/row-actions.tsx';
import { useAccount } from '../hooks/use-account.ts';
import { useCollection } from '../hooks/use-collection.ts';
import { useFavourites } from '../hooks/use-favourites.ts';
import { useListParams } from '../hooks/use-list-params.ts';
import { download } from '../lib/download.ts';
import { removeWithUndo } from '../lib/remove-with-undo.ts';
import { selectRows } from '../lib/select-rows.ts';
import { toCsv } from '../lib/to-csv.ts';`;
}

/** Whether only some of those who see a list may change it, and what is asked of them. */
export function guards(plan: RecordsPlan): {
  declaration: string;
  change?: string;
  remove?: string;
} {
  if (!plan.auth) return { declaration: '' };
  const isPublic = plan.shell === 'site';
  if (!isPublic && !plan.auth.guardsDeleting) return { declaration: '' };
  return {
    declaration: 'const viewer = useAccount();',
    ...(isPublic && { change: 'viewer !== null' }),
    ...(plan.auth.guardsDeleting && { remove: "viewer?.role === 'admin'" }),
  };
}
