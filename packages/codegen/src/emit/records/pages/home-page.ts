import {
  entityOf,
  fieldOf,
  type PlannedEntity,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { choiceNames, dataImports, formatImports, labelOf } from '../code.ts';
import { columns } from './table-page.ts';

/** `src/pages/home-page.tsx`: what a visitor of a public app sees first. */
export function emitHomePage(plan: RecordsPlan): [string, string] {
  const home = plan.home!;
  const featured = entityOf(plan, home.featured);
  const also = home.also ? entityOf(plan, home.also) : undefined;
  const text = `import { Badge, Button, Container, Hero, PatternArt, Section, SectionHeading } from '@promptly/ui';
import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { DataTable } from '../components/data-table.tsx';
import { useCollection } from '../hooks/use-collection.ts';
${cardImport(featured)}
${also ? cardImport(also) : ''}
${dataImports(plan, featured)}
${also ? dataImports(plan, also) : ''}
${formatImports()}

const FEATURED = ${featured.view === 'cards' ? 6 : 5};
${also ? `const MORE = ${also.view === 'cards' ? 3 : 4};` : ''}

export function HomePage() {
  const featured = useCollection(${featured.collection}).slice(0, FEATURED);
  ${also ? `const more = useCollection(${also.collection}).slice(0, MORE);` : ''}

  return (
    <>
      <title>{t('app.name')}</title>
      <Hero
        layout="${home.layout}"
        eyebrow={t('home.eyebrow')}
        title={t('${home.headline}')}
        description={t('${home.lead}')}
        actions={
          <>
            <Button asChild size="lg"><Link to="${featured.route}">{t('${featured.id}.all')}</Link></Button>
            ${also ? `<Button asChild size="lg" variant="outline"><Link to="${also.route}">{t('${also.id}.many')}</Link></Button>` : ''}
          </>
        }
        media={<PatternArt seed={t('app.name')} />}
        className="py-12 sm:py-16 lg:py-20"
      />
      ${home.groupedBy ? groups(plan, featured, home.groupedBy) : ''}
      <Section size="xl">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <SectionHeading title={t('${featured.id}.latest')} />
          <Button asChild variant="ghost"><Link to="${featured.route}">{t('home.seeAll')}<ArrowRight aria-hidden /></Link></Button>
        </div>
        ${rows(plan, featured, 'featured')}
      </Section>
      ${
        also
          ? `<Section size="xl" tone="muted">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <SectionHeading title={t('${also.id}.latest')} />
          <Button asChild variant="ghost"><Link to="${also.route}">{t('home.seeAll')}<ArrowRight aria-hidden /></Link></Button>
        </div>
        ${rows(plan, also, 'more')}
      </Section>`
          : ''
      }
    </>
  );
}
`;
  return ['src/pages/home-page.tsx', text];
}

function cardImport({ view, type, file }: PlannedEntity): string {
  return view === 'cards' ? `import { ${type}Card } from '../components/${file}-card.tsx';` : '';
}

/** Ways in: one for each option of a choice. */
function groups(plan: RecordsPlan, entity: PlannedEntity, fieldId: string): string {
  const field = fieldOf(entity, fieldId);
  const { values } = choiceNames(entity, field);
  return `<nav aria-label={t('home.groups')} className="border-y border-border bg-card">
        <Container size="xl">
          <ul className="flex flex-wrap gap-2 py-5">
            {${values}.map((value) => (
              <li key={value}>
                <Button asChild variant="secondary" className="rounded-full">
                  <Link to={\`${entity.route}?${fieldId}=\${value}\`}>{${labelOf(plan, entity, field, 'value')}}</Link>
                </Button>
              </li>
            ))}
          </ul>
        </Container>
      </nav>`;
}

function rows(plan: RecordsPlan, entity: PlannedEntity, name: string): string {
  if (entity.view === 'cards') {
    return `<ul className="mt-8 grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {${name}.map((${entity.id}) => (
            <li key={${entity.id}.id} className="grid"><${entity.type}Card ${entity.id}={${entity.id}} /></li>
          ))}
        </ul>`;
  }
  return `<div className="mt-8">
          <DataTable
            label={t('${entity.id}.latest')}
            rows={${name}}
            columns={[
              ${columns(plan, entity, entity.columns.slice(0, 5))}
            ]}
          />
        </div>`;
}
