import { camelCase, capitalize, kebabCase } from '../../../read/words.ts';
import {
  entityOf,
  fieldOf,
  titleOf,
  type PlannedChart,
  type PlannedEntity,
  type PlannedStat,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { choiceNames, dataImports, formatImports, labelOf, literal, valueOf } from '../code.ts';
import { columns } from './table-page.ts';

const RECENT_ROWS = 5;
const SERIES_LENGTH = { month: 8, day: 21 } as const;

/** `src/pages/overview-page.tsx`: the numbers, the charts, and what happened last. */
export function emitOverviewPage(plan: RecordsPlan): [string, string] {
  const { stats, charts, recent } = plan.overview!;
  const latest = entityOf(plan, recent);
  const read = [...new Set([...stats, ...charts].map(({ entity }) => entity).concat(recent))].map(
    (id) => entityOf(plan, id),
  );
  const icons = [...new Set(stats.map(({ icon }) => icon))];
  const text = `import { AreaChart, Badge, BarChart, BarList, Button, DonutChart, LineChart, PageHeader, StatCard } from '@promptly/ui';
import { ArrowRight, ${icons.join(', ')} } from 'lucide-react';
import { Link } from 'react-router';
import { ChartCard } from '../components/chart-card.tsx';
import { DataTable } from '../components/data-table.tsx';
import { useCollection } from '../hooks/use-collection.ts';
import { average } from '../lib/average.ts';
import { change, wholePeriods } from '../lib/change.ts';
import { timeSeries } from '../lib/time-series.ts';
import { sum } from '../lib/sum.ts';
${plan.entities.map((entity) => dataImports(plan, entity)).join('\n')}
${formatImports()}

const RECENT_ROWS = ${RECENT_ROWS};

export function OverviewPage() {
  ${read.map((entity) => `const ${rowsOf(entity)} = useCollection(${entity.collection});`).join('\n')}
  ${stats
    .map((stat) => emitTrend(plan, stat))
    .filter(Boolean)
    .join('\n')}
  const latest = [...${rowsOf(latest)}].sort((a, b) => ${latestOrder(latest)}).slice(0, RECENT_ROWS);

  return (
    <div className="grid gap-6">
      <title>{\`\${t('nav.overview')} · \${t('app.name')}\`}</title>
      <PageHeader title={t('nav.overview')} description={t('app.purpose')} />
      <section aria-label={t('overview.numbers')} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        ${stats.map((stat) => emitStat(plan, stat)).join('\n')}
      </section>
      <section aria-label={t('overview.charts')} className="${chartGrid(charts)}">
        ${charts.map((chart) => emitChart(plan, chart)).join('\n')}
      </section>
      <section className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-display text-lg font-semibold">{t('${latest.id}.latest')}</h2>
          <Button asChild variant="ghost" size="sm">
            <Link to="${latest.route}">{t('${latest.id}.all')}<ArrowRight aria-hidden /></Link>
          </Button>
        </div>
        <DataTable
          label={t('${latest.id}.latest')}
          rows={latest}
          columns={[
            ${columns(plan, latest, latest.columns.slice(0, 5))}
          ]}
        />
      </section>
    </div>
  );
}
`;
  return ['src/pages/overview-page.tsx', text];
}

/** The rows of an entity on this page: "allOrders", since "orders" is the collection. */
function rowsOf({ collection }: PlannedEntity): string {
  return `all${capitalize(collection)}`;
}

function latestOrder(entity: PlannedEntity): string {
  const date = entity.fields.find(({ type }) => type === 'date');
  const id = date?.id ?? titleOf(entity).id;
  return `b.${id}.localeCompare(a.${id})`;
}

/** The numbers of a stat month by month, where its rows have days. */
function emitTrend(plan: RecordsPlan, stat: PlannedStat): string {
  const entity = entityOf(plan, stat.entity);
  if (!stat.date) return '';
  return `const ${trendOf(stat)} = wholePeriods(timeSeries(${rowsOf(entity)}, {
    day: (${entity.id}) => ${entity.id}.${stat.date},
    period: 'month',
    measure: (items) => ${measureOf(plan, stat, 'items')},
    length: 7,
  }));`;
}

/** "campaignSpendSum", "orderCount": what names a stat of a page apart from the others. */
function trendOf({ entity, measure, field = '', option = '' }: PlannedStat): string {
  return `${camelCase([entity, field, option, measure].map(kebabCase).join(' '))}Trend`;
}

function measureOf(
  plan: RecordsPlan,
  {
    entity: id,
    measure,
    field,
    option,
  }: Pick<PlannedStat, 'entity' | 'measure' | 'field' | 'option'>,
  items: string,
): string {
  const entity = entityOf(plan, id);
  if (measure === 'count' || field === undefined) return `${items}.length`;
  if (measure === 'share')
    return `${items}.filter((${entity.id}) => ${entity.id}.${field} === ${literal(option ?? '')}).length`;
  return `${measure}(${items}.map((${entity.id}) => ${entity.id}.${field}))`;
}

function emitStat(plan: RecordsPlan, stat: PlannedStat): string {
  const entity = entityOf(plan, stat.entity);
  const value = measureOf(plan, stat, rowsOf(entity));
  const trend = stat.date
    ? `delta={change(${trendOf(stat)})} hint={t('overview.change')} trend={${trendOf(stat)}.map((point) => point.value)}`
    : '';
  return `<StatCard label={t('${stat.label}')} icon={${stat.icon}} value={${formatted(entity, stat, value)}} ${trend} />`;
}

function formatted(
  entity: PlannedEntity,
  { field, measure }: Pick<PlannedStat, 'field' | 'measure'>,
  value: string,
): string {
  const type =
    field === undefined || measure === 'share' || measure === 'count'
      ? undefined
      : fieldOf(entity, field).type;
  if (type === 'money') return `formatMoney(${value})`;
  if (type === 'percent') return `\`\${${value}}%\``;
  return `formatNumber(${value})`;
}

function emitChart(plan: RecordsPlan, chart: PlannedChart): string {
  const entity = entityOf(plan, chart.entity);
  return `<ChartCard title={t('${chart.title}')}${chart.wide ? ' className="lg:col-span-full"' : ''}>
          ${chartBody(plan, entity, chart)}
        </ChartCard>`;
}

/** Small charts share one row. */
function chartGrid(charts: readonly PlannedChart[]): string {
  const small = charts.filter(({ wide }) => !wide).length;
  return `grid gap-4 ${small === 3 ? 'lg:grid-cols-3' : 'lg:grid-cols-2'}`;
}

function chartBody(plan: RecordsPlan, entity: PlannedEntity, chart: PlannedChart): string {
  const title = `title={t('${chart.title}')}`;
  const money = chart.field !== undefined && fieldOf(entity, chart.field).type === 'money';
  const format = money ? 'formatValue={formatMoney}' : 'formatValue={formatNumber}';
  const label = `t('${chart.field === undefined ? `${entity.id}.many` : fieldOf(entity, chart.field).label}')`;
  switch (chart.shape) {
    case 'area':
    case 'line': {
      const Chart = chart.shape === 'area' ? 'AreaChart' : 'LineChart';
      const period = chart.period ?? 'month';
      return `<${Chart}
            ${title}
            data={timeSeries(${rowsOf(entity)}, { day: (${entity.id}) => ${entity.id}.${chart.by}, period: '${period}', measure: (items) => ${measureOf(plan, chart, 'items')}, length: ${SERIES_LENGTH[period]} })}
            xKey="label"
            series={[{ key: 'value', label: ${label} }]}
            ${format}
          />`;
    }
    case 'bar':
      return `<BarChart
            ${title}
            data={${byChoice(plan, entity, chart, 'label')}}
            xKey="label"
            series={[{ key: 'value', label: ${label} }]}
            ${format}
          />`;
    case 'donut':
      return `<DonutChart ${title} totalLabel={t('${entity.id}.many')} data={${byChoice(plan, entity, chart, 'label')}} ${format} />`;
    case 'ranking':
      return `<BarList label={t('${chart.title}')} items={${ranking(plan, entity, chart)}} />`;
  }
}

function byChoice(
  plan: RecordsPlan,
  entity: PlannedEntity,
  chart: PlannedChart,
  key: string,
): string {
  const field = fieldOf(entity, chart.by);
  const { values } = choiceNames(entity, field);
  const items = `${rowsOf(entity)}.filter((${entity.id}) => ${entity.id}.${field.id} === value)`;
  return `${values}.map((value) => ({ ${key}: ${labelOf(plan, entity, field, 'value')}, value: ${measureOf(plan, chart, items)} }))`;
}

function ranking(plan: RecordsPlan, entity: PlannedEntity, chart: PlannedChart): string {
  const field = fieldOf(entity, chart.by);
  const target = entityOf(plan, field.target!);
  const name = valueOf(plan, target, titleOf(target), { plain: true });
  return `${target.collection}.all()
            .map((${target.id}) => ({ id: ${target.id}.id, label: ${name}, value: ${rowsOf(entity)}.filter((${entity.id}) => ${entity.id}.${field.id} === ${target.id}.id).length }))
            .sort((a, b) => b.value - a.value)
            .slice(0, 6)`;
}
