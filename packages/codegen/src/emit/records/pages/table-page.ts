import {
  fieldOf,
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { dataImports, formatImports, literal, valueOf } from '../code.ts';
import {
  emptyStates,
  exportFunction,
  guards,
  header,
  listFooter,
  listImports,
  selection,
  toolbar,
} from './list-parts.ts';

/** `src/pages/employees-page.tsx`: a table with search, filters, order and pages. */
export function emitTablePage(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const guard = guards(plan);
  const text = `${listImports(entity)}
${dataImports(plan, entity)}
${formatImports()}

const PAGE_SIZE = 10;

export function ${entity.type}ListPage() {
  ${selection(plan, entity, PAGE_SIZE)}
  ${guard.declaration}
  const columns: Column<${entity.type}>[] = [
    ${columns(plan, entity)}
  ];
  ${exportFunction(entity, (id) => valueOf(plan, entity, fieldOf(entity, id), { plain: true }))}
  return (
    <div className="grid gap-6">
      ${header(plan, entity)}
      ${toolbar(plan, entity)}
      {${emptyStates(entity)} : (
        <>
          <DataTable
            label={t('${entity.id}.many')}
            columns={columns}
            rows={rows}
            sort={{ field: list.sort, direction: list.direction, onSort: list.sortBy }}
            ${rowActions(entity, guard)}
          />
          ${listFooter(entity)}
        </>
      )}
    </div>
  );
}
`;
  return [`src/pages/${entity.files}-page.tsx`, text];
}

const PAGE_SIZE = 10;

/** The columns: the name leads to the record, a state is always seen, the rest as there is room. */
export function columns(
  plan: RecordsPlan,
  entity: PlannedEntity,
  ids: readonly string[] = entity.columns,
): string {
  const widths = ['sm', 'md', 'lg', 'lg', 'xl', 'xl'];
  return ids
    .map((id) => {
      const field = fieldOf(entity, id);
      const isTitle = field === titleOf(entity);
      const from = isTitle || field.hasTones ? undefined : widths.shift();
      const align = NUMBERS.has(field.type) ? "align: 'end'," : '';
      const value = valueOf(plan, entity, field);
      const cell = isTitle
        ? `<Link to={\`${entity.route}/\${${entity.id}.id}\`} className="font-medium hover:underline">${value.startsWith('<') ? value : `{${value}}`}</Link>`
        : value;
      return `{ field: ${literal(id)}, header: t('${field.label}'), ${align} ${from ? `from: '${from}',` : ''} cell: (${entity.id}) => ${cell} },`;
    })
    .join('\n    ');
}

const NUMBERS: ReadonlySet<PlannedField['type']> = new Set(['number', 'money', 'percent']);

function rowActions(entity: PlannedEntity, { change, remove }: ReturnType<typeof guards>): string {
  const title = `${entity.id}.${titleOf(entity).id}`;
  const name = titleOf(entity).type === 'reference' ? `${entity.id}.id` : title;
  const onDelete = `() => removeWithUndo(${entity.collection}, ${entity.id}.id, ${name})`;
  const actions = `(${entity.id}) => (
              <RowActions
                name={${name}}
                editPath={\`${entity.route}/\${${entity.id}.id}/edit\`}
                onDelete={${remove ? `${remove} ? ${onDelete} : undefined` : onDelete}}
              />
            )`;
  return `actions={${change ? `${change} ? ${actions} : undefined` : actions}}`;
}
