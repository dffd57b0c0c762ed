import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { emitContactForm, isBooking } from './contact-form.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { emitHours, emitLocationMap } from './visit.ts';

/** The contact page: a form, and every other way to reach the people. */
export function emitContactPage(site: SiteFiles, plan: MarketingPlan): void {
  emitInbox(site, plan);
  emitContactForm(site, plan);
  emitLocationMap(site);
  const file = site.module('src/pages/contact-page.tsx');
  file.npm('lucide-react', 'Mail', 'MapPin', 'Phone');
  file.ui('container', 'Container');
  file.local('src/components/contact-form.tsx', 'ContactForm');
  file.local('src/components/location-map.tsx', 'LocationMap');
  file.local('src/components/page-intro.tsx', 'PageIntro');
  file.local('src/data/site.ts', 'site');
  const hours =
    plan.contact.hours.length > 0
      ? `<section>
            <h2 className="mb-4 font-display text-lg font-semibold">${file.jsx('visit.hours', LABELS.openingHours)}</h2>
            <${hoursComponent(file, site)} />
          </section>`
      : '';
  const title = isBooking(plan) ? plan.action.label : LABELS.contact;
  const markup = `<>
      <PageIntro
        title=${file.attr('contact.title', title)}
        lead=${file.attr('contact.lead', LABELS.contactLead)}
      />
      <Container className="grid gap-12 py-10 sm:py-14 lg:grid-cols-[1.3fr_1fr] lg:gap-20">
        <ContactForm />
        <div className="flex flex-col gap-10">
          <address className="grid gap-1 not-italic">
            <a href={\`tel:\${site.phone.replaceAll(' ', '')}\`} className={LINK}>
              <Phone aria-hidden className="size-5 shrink-0 text-primary-ink" strokeWidth={1.75} />
              {site.phone}
            </a>
            <a href={\`mailto:\${site.email}\`} className={LINK}>
              <Mail aria-hidden className="size-5 shrink-0 text-primary-ink" strokeWidth={1.75} />
              <span className="wrap-anywhere">{site.email}</span>
            </a>
            <span className="flex items-center gap-3 py-2">
              <MapPin aria-hidden className="size-5 shrink-0 text-primary-ink" strokeWidth={1.75} />
              {site.street}, {site.city}
            </span>
          </address>
          ${hours}
        </div>
      </Container>
      <Container className="pb-16 sm:pb-24">
        <LocationMap />
      </Container>
    </>`;
  file.write(`const LINK = 'flex items-center gap-3 py-2 font-medium underline-offset-4 hover:underline';

export function ContactPage() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
}

function hoursComponent(file: ModuleWriter, site: SiteFiles): string {
  file.local(emitHours(site), 'HoursTable');
  return 'HoursTable';
}

/** src/lib/inbox.ts: what visitors write is kept in their browser until there is a server. */
function emitInbox(site: SiteFiles, plan: MarketingPlan): void {
  const newsletter = plan.home.includes('newsletter');
  site.add(
    'src/lib/inbox.ts',
    `const ENQUIRIES_KEY = 'enquiries';
${newsletter ? "const SUBSCRIBERS_KEY = 'subscribers';" : ''}

/** Keeps an enquiry in this browser. Send it to your own server here once there is one. */
export function keepEnquiry(enquiry: Record<string, unknown>): void {
  append(ENQUIRIES_KEY, enquiry);
}
${
  newsletter
    ? `
/** Keeps an address for letters in this browser. */
export function keepSubscriber(email: string): void {
  append(SUBSCRIBERS_KEY, email);
}
`
    : ''
}
function append(key: string, item: unknown): void {
  const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
  localStorage.setItem(key, JSON.stringify([...(Array.isArray(stored) ? stored : []), item]));
}
`,
  );
}
