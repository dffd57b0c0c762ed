import {
  fieldOf,
  titleOf,
  type PlannedEntity,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { child, dataImports, formatImports, literal, valueOf } from '../code.ts';
import { emptyStates, guards, header, listImports, selection, toolbar } from './list-parts.ts';

/** `src/pages/todos-page.tsx`: things to tick off, with a line to add the next one. */
export function emitChecklistPage(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const stage = fieldOf(entity, entity.stage!);
  const title = titleOf(entity);
  const facts = entity.columns
    .map((id) => fieldOf(entity, id))
    .filter((field) => field !== stage && field !== title)
    .slice(0, 3);
  const open = stage.options.find(({ id }) => id !== 'done')!.id;
  const { declaration, remove } = guards(plan);
  const plain = { ...entity, exports: false };
  const text = `${listImports(entity)}
${dataImports(plan, entity)}
${formatImports()}

export function ${entity.type}ListPage() {
  ${selection(plan, plain, 'all').replace('{ rows, found, page, pageCount }', '{ rows }')}
  ${declaration}
  const isDone = (${entity.id}: ${entity.type}) => ${entity.id}.${stage.id} === 'done';
  const left = rows.filter((${entity.id}) => !isDone(${entity.id}));

  return (
    <div className="mx-auto grid w-full max-w-3xl gap-6">
      ${header(plan, plain, { canAdd: false })}
      <QuickAdd label={t('${entity.id}.add')} onAdd={(${title.id}) => ${entity.collection}.add({ ${defaults(entity)} })} />
      ${toolbar(plan, entity)}
      {${emptyStates(entity)} : (
        <>
          <Card className="gap-0 py-0">
            <ul aria-label={t('${entity.id}.many')} className="divide-y divide-border">
              {[...left, ...rows.filter(isDone)].map((${entity.id}) => (
                <li key={${entity.id}.id} className="flex items-center gap-3 px-4 py-2">
                  <Checkbox
                    aria-label={${entity.id}.${title.id}}
                    checked={isDone(${entity.id})}
                    onCheckedChange={(done) => ${entity.collection}.update(${entity.id}.id, { ${stage.id}: done ? 'done' : ${literal(open)} })}
                  />
                  <div className="grid min-w-0 flex-1 gap-0.5">
                    <Link
                      to={\`${entity.route}/\${${entity.id}.id}\`}
                      className={cn('hover:underline', isDone(${entity.id}) && 'text-muted-foreground line-through')}
                    >
                      {${entity.id}.${title.id}}
                    </Link>
                    ${facts.length > 0 ? `<div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">${facts.map(({ id }) => fact(plan, entity, id)).join('\n')}</div>` : ''}
                  </div>
                  <RowActions
                    name={${entity.id}.${title.id}}
                    editPath={\`${entity.route}/\${${entity.id}.id}/edit\`}
                    onDelete={${remove ? `${remove} ? ` : ''}() => removeWithUndo(${entity.collection}, ${entity.id}.id, ${entity.id}.${title.id})${remove ? ' : undefined' : ''}}
                  />
                </li>
              ))}
            </ul>
          </Card>
          <p role="status" className="text-sm text-muted-foreground">
            {t('${entity.id}.count', { count: left.length })}
          </p>
        </>
      )}
    </div>
  );
}
`;
  return [`src/pages/${entity.files}-page.tsx`, text];
}

function fact(plan: RecordsPlan, entity: PlannedEntity, id: string): string {
  const field = fieldOf(entity, id);
  const value = valueOf(plan, entity, field);
  const shown = value.startsWith('<') ? value : `<span>${child(value)}</span>`;
  return field.required ? shown : `{${entity.id}.${id} !== '' && ${shown}}`;
}

/** What a row that is added by its title alone begins with. */
function defaults(entity: PlannedEntity): string {
  const title = titleOf(entity);
  return entity.fields
    .map((field) => {
      if (field === title) return field.id;
      if (field.type === 'choice')
        return `${field.id}: ${literal((field.id === 'priority' ? field.options.find(({ id }) => id === 'normal') : undefined)?.id ?? field.options[0]?.id ?? '')}`;
      if (field.type === 'flag') return `${field.id}: false`;
      return NUMBERS.has(field.type) ? `${field.id}: 0` : `${field.id}: ''`;
    })
    .join(', ');
}

const NUMBERS: ReadonlySet<string> = new Set(['number', 'money', 'percent', 'rating']);
