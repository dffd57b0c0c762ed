import {
  fieldOf,
  titleOf,
  type PlannedEntity,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { child, dataImports, formatImports, optionsOf, valueOf } from '../code.ts';
import { header, listImports, selection, toolbar } from './list-parts.ts';

/** `src/pages/tasks-page.tsx`: cards in columns by stage, moved by mouse or by keyboard. */
export function emitBoardPage(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const stage = fieldOf(entity, entity.stage!);
  const title = titleOf(entity);
  const facts = entity.columns
    .map((id) => fieldOf(entity, id))
    .filter((field) => field !== stage && field !== title)
    .slice(0, 3);
  const text = `${listImports(entity)}
${dataImports(plan, entity)}
${formatImports()}

export function ${entity.type}ListPage() {
  ${selection(plan, { ...entity, exports: false }, 'all').replace('{ rows, found, page, pageCount }', '{ rows }')}

  return (
    <div className="grid gap-6">
      ${header(plan, { ...entity, exports: false })}
      ${toolbar(plan, entity)}
      {all.length > 0 && rows.length === 0 ? (
        <NoMatches onClear={list.clear} />
      ) : (
        <Board
          label={t('${entity.id}.many')}
          stages={${optionsOf(plan, entity, stage)}}
          items={rows}
          stageOf={(${entity.id}) => ${entity.id}.${stage.id}}
          nameOf={(${entity.id}) => ${entity.id}.${title.id}}
          onMove={(${entity.id}, ${stage.id}) => ${entity.collection}.update(${entity.id}.id, { ${stage.id} })}
        >
          {(${entity.id}) => (
            <>
              <Link to={\`${entity.route}/\${${entity.id}.id}\`} className="font-medium hover:underline">
                {${entity.id}.${title.id}}
              </Link>
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
                ${facts.map((field) => fact(plan, entity, field.id)).join('\n')}
              </div>
            </>
          )}
        </Board>
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
  return field.type === 'date' && !field.required
    ? `{${entity.id}.${id} !== '' && ${shown}}`
    : shown;
}
