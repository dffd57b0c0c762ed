import {
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { dataImports, formatImports, valueOf } from '../code.ts';
import { guards } from './list-parts.ts';
import { columns } from './table-page.ts';

const MAX_RELATED_COLUMNS = 4;

/** `src/pages/employee-page.tsx`: one record, what can be done with it, and what refers to it. */
export function emitDetailPage(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const title = titleOf(entity);
  const name = valueOf(plan, entity, title, { plain: true });
  const state = entity.fields.find(({ hasTones }) => hasTones);
  const related = plan.entities.flatMap((other) => {
    const field = other.fields.find(({ target }) => target === entity.id);
    return field && other !== entity ? [{ other, field }] : [];
  });
  const { declaration, change, remove } = guards(plan);
  const removal = `<Button variant="outline" onClick={remove}><Trash2 aria-hidden />{t('record.delete')}</Button>`;
  const edit = `<Button asChild variant="outline"><Link to={\`${entity.route}/\${${entity.id}.id}/edit\`}><Pencil aria-hidden />{t('record.edit')}</Link></Button>`;
  const changing = `${remove ? `{${remove} && ${removal}}` : removal}${edit}`;
  const text = `import { Badge, Button, Card, EmptyState, PageHeader, PatternArt, Progress } from '@promptly/ui';
import { Pencil, Printer, Trash2 } from 'lucide-react';
import { Link, useNavigate, useParams } from 'react-router';
import { BackLink } from '../components/back-link.tsx';
import { DataTable } from '../components/data-table.tsx';
import { DetailList } from '../components/detail-list.tsx';
import { FavouriteButton } from '../components/favourite-button.tsx';
import { MissingRecord } from '../components/missing-record.tsx';
import { useAccount } from '../hooks/use-account.ts';
import { useCollection } from '../hooks/use-collection.ts';
import { removeWithUndo } from '../lib/remove-with-undo.ts';
${dataImports(plan, entity)}
${related.map(({ other }) => dataImports(plan, other)).join('\n')}
${formatImports()}

export function ${entity.type}Page() {
  const { id } = useParams();
  const navigate = useNavigate();
  ${declaration}
  const ${entity.id} = useCollection(${entity.collection}).find((candidate) => candidate.id === id);
  ${related.map(({ other }) => `const all${other.type} = useCollection(${other.collection});`).join('\n')}
  if (!${entity.id}) {
    return <MissingRecord title={t('${entity.id}.missing')} listPath="${entity.route}" />;
  }
  const name = ${name};
  ${related.map(({ other, field }) => `const related${other.type} = all${other.type}.filter((${other.id}) => ${other.id}.${field.id} === ${entity.id}.id);`).join('\n')}

  const remove = () => {
    removeWithUndo(${entity.collection}, ${entity.id}.id, name);
    void navigate('${entity.route}');
  };

  return (
    <div className="grid gap-6">
      <title>{\`\${name} · \${t('app.name')}\`}</title>
      <PageHeader
        breadcrumb={<BackLink to="${entity.route}">{t('${entity.id}.all')}</BackLink>}
        title={name}
        ${state ? `description={${valueOf(plan, entity, state)}}` : ''}
        actions={
          <>
            ${entity.favourites ? `<FavouriteButton id={${entity.id}.id} name={name} />` : ''}
            ${entity.prints ? `<Button variant="outline" onClick={() => window.print()}><Printer aria-hidden />{t('record.print')}</Button>` : ''}
            ${change ? `{${change} && (<>${changing}</>)}` : changing}
          </>
        }
      />
      ${entity.view === 'cards' ? `<div className="h-48 overflow-hidden rounded-2xl border border-border sm:h-64"><PatternArt seed={${entity.id}.id} /></div>` : ''}
      <DetailList
        items={[
          ${detailItems(plan, entity, state)}
        ]}
      />
      ${related.map(({ other, field }) => relatedSection(plan, other, field)).join('\n')}
    </div>
  );
}
`;
  return [`src/pages/${entity.file}-page.tsx`, text];
}

/** Every field but the title and the state, which stand in the head. */
function detailItems(
  plan: RecordsPlan,
  entity: PlannedEntity,
  state: PlannedField | undefined,
): string {
  const shown = entity.fields.filter((field) => field !== titleOf(entity) && field !== state);
  return (shown.length > 0 ? shown : entity.fields)
    .map(
      (field) =>
        `{ label: t('${field.label}'), value: ${detailValue(plan, entity, field)}${field.type === 'longText' ? ', wide: true' : ''} },`,
    )
    .join('\n');
}

function detailValue(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  const value = `${entity.id}.${field.id}`;
  const orDash = field.required || field.type === 'date' ? '' : " || '–'";
  switch (field.type) {
    case 'email':
      return `<a href={\`mailto:\${${value}}\`} className="underline underline-offset-4">{${value}}</a>`;
    case 'phone':
      return `<a href={\`tel:\${${value}.replaceAll(' ', '')}\`} className="underline underline-offset-4">{${value}}</a>`;
    case 'url':
      return `<a href={${value}} rel="noreferrer" className="underline underline-offset-4">{${value}}</a>`;
    case 'percent':
      return `<span className="flex items-center gap-3">{\`\${${value}}%\`}<Progress label={t('${field.label}')} value={${value}} className="max-w-40" /></span>`;
    case 'reference':
      return `<Link to={\`${plan.entities.find(({ id }) => id === field.target)!.route}/\${${value}}\`} className="underline underline-offset-4">{${valueOf(plan, entity, field)}}</Link>`;
    case 'text':
    case 'longText':
    case 'person':
      return `${value}${orDash}`;
    default:
      return valueOf(plan, entity, field);
  }
}

function relatedSection(plan: RecordsPlan, other: PlannedEntity, field: PlannedField): string {
  const shown = other.columns
    .filter((id) => id !== field.id && !(other.fields[0]!.id === field.id && id === field.id))
    .slice(0, MAX_RELATED_COLUMNS);
  return `<section className="grid gap-3">
        <h2 className="font-display text-lg font-semibold">{t('${other.id}.many')}</h2>
        {related${other.type}.length === 0 ? (
          <Card className="py-0"><EmptyState title={t('${other.id}.empty')} className="py-8" /></Card>
        ) : (
          <DataTable
            label={t('${other.id}.many')}
            rows={related${other.type}}
            columns={[
              ${columns(plan, other, shown)}
            ]}
          />
        )}
      </section>`;
}
