import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type SectionFile } from './section-file.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';

/** src/components/visit.tsx: where, when, and the streets around. */
export function emitVisit(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Visit', path: 'src/components/visit.tsx' };
  if (site.has(section.path)) return section;
  emitLocationMap(site);
  const file = site.module(section.path);
  file.ui('container', 'Section', 'SectionHeading');
  file.local('src/components/location-map.tsx', 'LocationMap');
  file.local('src/data/site.ts', 'site');
  const hasHours = plan.contact.hours.length > 0;
  if (hasHours) file.local(emitHours(site), 'HoursTable');
  const markup = `<Section>
      <div className="grid gap-10 lg:grid-cols-[1fr_1.4fr] lg:gap-16">
        <div className="flex flex-col gap-8">
          <SectionHeading
            title=${file.attr('visit.title', LABELS.visit)}
            description={\`\${site.street}, \${site.city}\`}
          />
          ${hasHours ? '<HoursTable />' : ''}
          <a
            href={\`tel:\${site.phone.replaceAll(' ', '')}\`}
            className="w-fit font-display text-xl font-semibold text-primary-ink underline-offset-4 hover:underline"
          >
            {site.phone}
          </a>
        </div>
        <LocationMap />
      </div>
    </Section>`;
  file.write(`export function Visit() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
  return section;
}

/** src/components/hours-table.tsx: days and times. */
export function emitHours(site: SiteFiles): string {
  const path = 'src/components/hours-table.tsx';
  if (site.has(path)) return path;
  const file = site.module(path);
  file.local('src/data/site.ts', 'openingHours');
  const days = file.read('days');
  const markup = `<dl className="grid gap-2">
      {openingHours.map(({ closes, days, opens }) => (
        <div key={${days}} className="flex justify-between gap-6 border-b border-border pb-2">
          <dt>{${days}}</dt>
          <dd className="whitespace-nowrap tabular-nums">
            {opens ? \`\${opens}–\${closes}\` : <span className="text-muted-foreground">${file.jsx('visit.closed', LABELS.closed)}</span>}
          </dd>
        </div>
      ))}
    </dl>`;
  file.write(`export function HoursTable() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
  return path;
}

/** src/components/location-map.tsx: a drawing that needs no map service, and a link to a real one. */
export function emitLocationMap(site: SiteFiles): void {
  const path = 'src/components/location-map.tsx';
  if (site.has(path)) return;
  const file = site.module(path);
  file.npm('lucide-react', 'MapPin');
  file.ui('button', 'Button');
  file.local('src/data/site.ts', 'site');
  const title = file.attr('visit.mapTitle', LABELS.mapTitle);
  const open = file.jsx('visit.openMap', LABELS.openMap);
  file.write(`const STREETS = [
  'M-20 210C120 190 200 250 330 220S520 120 660 140',
  'M90 -20C110 90 60 200 130 420',
  'M-20 90C140 70 300 100 420 60S560 -10 600 -20',
  'M330 -20C350 120 300 260 360 420',
  'M500 -20C470 110 540 240 500 420',
  'M-20 330C150 310 420 360 660 300',
];
const BLOCKS = ['M150 115h110v70h-110z', 'M380 90h80v60h-80z', 'M175 260h100v50h-100z', 'M400 250h75v60h-75z'];

export function LocationMap() {
  ${file.hooks()}
  const query = encodeURIComponent(\`\${site.street}, \${site.city}\`);
  return (
    <figure className="relative min-h-72 overflow-hidden rounded-2xl border border-border bg-muted">
      <svg
        viewBox="0 0 640 400"
        preserveAspectRatio="xMidYMid slice"
        role="img"
        aria-label=${title}
        className="absolute inset-0 size-full"
      >
        <path d="M430 300C520 260 600 300 660 270V420H400Z" className="fill-success-soft" />
        {BLOCKS.map((block) => (
          <path key={block} d={block} className="fill-border" />
        ))}
        {STREETS.map((street) => (
          <path key={street} d={street} strokeWidth={16} className="fill-none stroke-card" />
        ))}
      </svg>
      <MapPin
        aria-hidden
        className="absolute top-[52%] left-1/2 size-12 -translate-x-1/2 -translate-y-full fill-primary text-primary-foreground"
        strokeWidth={1.5}
      />
      <figcaption className="absolute inset-x-4 bottom-4 flex flex-wrap items-center justify-between gap-x-8 gap-y-3 rounded-xl border border-border bg-card p-4 text-sm shadow-card sm:end-auto">
        <span>
          <span className="block font-semibold">{site.name}</span>
          {site.street}, {site.city}
        </span>
        <Button asChild variant="outline" size="sm">
          <a
            href={\`https://www.openstreetmap.org/search?query=\${query}\`}
            target="_blank"
            rel="noreferrer"
          >
            ${open}
          </a>
        </Button>
      </figcaption>
    </figure>
  );
}`);
}
