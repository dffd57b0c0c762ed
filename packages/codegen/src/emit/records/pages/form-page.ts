import { capitalize } from '../../../read/words.ts';
import {
  entityOf,
  titleOf,
  type PlannedEntity,
  type PlannedField,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { dataImports, labelOf, literal, choiceNames, valueOf, formatImports } from '../code.ts';

/** `src/components/employee-form.tsx`: the fields with what they ask for. */
export function emitForm(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const text = `import { Button, Card, Checkbox, Field, Input, Select, Textarea } from '@promptly/ui';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { useCollection } from '../hooks/use-collection.ts';
import { t } from '../i18n/index.ts';
import { CURRENCY } from '../lib/currency.ts';
${dataImports(plan, entity)}

interface ${entity.type}FormProps {
  /** What the fields begin with; empty for a new one. */
  initial?: ${entity.type}Draft;
  onSave: (draft: ${entity.type}Draft) => void;
  cancelPath: string;
}

export function ${entity.type}Form({ initial, onSave, cancelPath }: ${entity.type}FormProps) {
  ${references(plan, entity)}
  const { register, handleSubmit, formState: { errors } } = useForm<${entity.type}Draft>({ defaultValues: initial });

  return (
    <Card className="p-5 sm:p-6">
      <form noValidate onSubmit={handleSubmit(onSave)} className="grid gap-5 sm:grid-cols-2">
        ${entity.fields.map((field) => emitField(plan, entity, field)).join('\n')}
        <div className="flex flex-wrap gap-2 sm:col-span-2">
          <Button type="submit">{t('form.save')}</Button>
          <Button asChild variant="ghost"><Link to={cancelPath}>{t('form.cancel')}</Link></Button>
        </div>
      </form>
    </Card>
  );
}
`;
  return [`src/components/${entity.file}-form.tsx`, text];
}

function references(plan: RecordsPlan, entity: PlannedEntity): string {
  const targets = [...new Set(entity.fields.flatMap(({ target }) => target ?? []))].map((id) =>
    entityOf(plan, id),
  );
  return targets
    .map(
      (target) =>
        `const all${capitalize(target.collection)} = useCollection(${target.collection});`,
    )
    .join('\n');
}

function emitField(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  const wide = field.type === 'longText' ? ' className="sm:col-span-2"' : '';
  const required = isRequired(field) ? ' required' : '';
  const inline = field.type === 'flag' ? ' layout="inline"' : '';
  return `<Field label={${labelWithUnit(field)}}${required}${inline} error={errors.${field.id}?.message}${wide}>
          ${control(plan, entity, field)}
        </Field>`;
}

function labelWithUnit({ label, type, unit }: PlannedField): string {
  if (type === 'money') return `\`\${t('${label}')} (\${CURRENCY})\``;
  if (type === 'percent') return `\`\${t('${label}')} (%)\``;
  return unit ? `\`\${t('${label}')} (${unit})\`` : `t('${label}')`;
}

/** Numbers are always asked for: a field of a number has no way to be empty. */
function isRequired({ required, type }: PlannedField): boolean {
  return required || NUMBERS.has(type) || type === 'choice';
}

const NUMBERS: ReadonlySet<PlannedField['type']> = new Set([
  'number',
  'money',
  'percent',
  'rating',
]);

function control(plan: RecordsPlan, entity: PlannedEntity, field: PlannedField): string {
  const registered = `{...register('${field.id}'${rules(field)})}`;
  switch (field.type) {
    case 'longText':
      return `<Textarea rows={4} ${registered} />`;
    case 'flag':
      return `<Checkbox ${registered} />`;
    case 'choice': {
      const { values } = choiceNames(entity, field);
      return `<Select ${registered}>
            {${values}.map((value) => (<option key={value} value={value}>{${labelOf(plan, entity, field, 'value')}}</option>))}
          </Select>`;
    }
    case 'reference': {
      const target = entityOf(plan, field.target!);
      const name = valueOf(plan, target, titleOf(target), { plain: true });
      return `<Select placeholder={t('form.choose')} ${registered}>
            {all${capitalize(target.collection)}.map((${target.id}) => (<option key={${target.id}.id} value={${target.id}.id}>{${name}}</option>))}
          </Select>`;
    }
    case 'rating':
      return `<Select ${registered}>{[5, 4, 3, 2, 1].map((value) => (<option key={value} value={value}>{t('rating.of', { value })}</option>))}</Select>`;
    default:
      return `<Input ${attributes(field)} ${registered} />`;
  }
}

function attributes({ type }: PlannedField): string {
  switch (type) {
    case 'email':
      return 'type="email" autoComplete="off"';
    case 'phone':
      return 'type="tel" autoComplete="off"';
    case 'url':
      return 'type="url"';
    case 'date':
      return 'type="date"';
    case 'time':
      return 'type="time"';
    case 'number':
    case 'percent':
      return 'type="number" min={0} step="any"';
    case 'money':
      return 'type="number" min={0} step="any"';
    default:
      return 'autoComplete="off"';
  }
}

function rules(field: PlannedField): string {
  const parts: string[] = [];
  if (isRequired(field))
    parts.push(`required: t('${field.required ? field.need : 'form.required'}')`);
  if (NUMBERS.has(field.type)) parts.push('valueAsNumber: true');
  if (field.type === 'number' || field.type === 'money')
    parts.push("min: { value: 0, message: t('form.number') }");
  if (field.type === 'percent')
    parts.push(
      "min: { value: 0, message: t('form.percent') }",
      "max: { value: 100, message: t('form.percent') }",
    );
  if (field.type === 'email')
    parts.push("pattern: { value: /^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/, message: t('form.email') }");
  if (field.type === 'url')
    parts.push("pattern: { value: /^https?:\\/\\/\\S+$/, message: t('form.url') }");
  return parts.length > 0 ? `, { ${parts.join(', ')} }` : '';
}

/** `src/pages/employee-form-page.tsx`: adds a record or changes one. */
export function emitFormPage(plan: RecordsPlan, entity: PlannedEntity): [string, string] {
  const name = valueOf(plan, entity, titleOf(entity), { plain: true, item: 'draft' });
  const text = `import { PageHeader, toast } from '@promptly/ui';
import { useNavigate, useParams } from 'react-router';
import { BackLink } from '../components/back-link.tsx';
import { ${entity.type}Form } from '../components/${entity.file}-form.tsx';
import { MissingRecord } from '../components/missing-record.tsx';
import { useCollection } from '../hooks/use-collection.ts';
${dataImports(plan, entity)}
${formatImports()}

export function ${entity.type}FormPage() {
  const { id } = useParams();
  const navigate = useNavigate();
  const ${entity.id} = useCollection(${entity.collection}).find((candidate) => candidate.id === id);
  if (id !== undefined && !${entity.id}) {
    return <MissingRecord title={t('${entity.id}.missing')} listPath="${entity.route}" />;
  }
  const title = ${entity.id} ? t('${entity.id}.edit') : t('${entity.id}.add');
  const backPath = ${entity.id} ? \`${entity.route}/\${${entity.id}.id}\` : ${literal(entity.route)};

  function save(draft: ${entity.type}Draft) {
    if (${entity.id}) ${entity.collection}.update(${entity.id}.id, draft);
    const saved = ${entity.id} ?? ${entity.collection}.add(draft);
    toast.success(t('record.saved', { name: ${name} }));
    void navigate(\`${entity.route}/\${saved.id}\`);
  }

  return (
    <div className="mx-auto grid w-full max-w-3xl gap-6">
      <title>{\`\${title} · \${t('app.name')}\`}</title>
      <PageHeader breadcrumb={<BackLink to={backPath}>{t('${entity.id}.all')}</BackLink>} title={title} />
      <${entity.type}Form initial={${entity.id}} onSave={save} cancelPath={backPath} />
    </div>
  );
}
`;
  return [`src/pages/${entity.file}-form-page.tsx`, text];
}
