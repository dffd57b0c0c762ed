import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type SectionFile } from './section-file.ts';
import { emitList } from './site-data.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';

/** src/components/picture-wall.tsx with its captions. */
export function emitGallery(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'PictureWall', path: 'src/components/picture-wall.tsx' };
  if (site.has(section.path)) return section;
  const data = emitList(site, {
    name: 'pictures',
    constant: 'pictures',
    type: 'Picture',
    fields: { title: 'text' },
    rows: plan.gallery.map((title) => ({ title })),
  });
  const file = site.module(section.path);
  file.ui('gallery-grid', 'GalleryGrid');
  file.local(data, 'pictures');
  const items = site.multilingual
    ? `pictures.map(({ title }) => ({ title: ${file.read('title')} }))`
    : 'pictures';
  const title = file.attr('gallery.title', LABELS.galleryTitle);
  file.write(`export function PictureWall() {
  ${file.hooks()}
  return <GalleryGrid title=${title} items={${items}} />;
}`);
  return section;
}

/** src/components/latest-news.tsx: short notices with their dates. */
export function emitLatestNews(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'LatestNews', path: 'src/components/latest-news.tsx' };
  if (site.has(section.path)) return section;
  const data = emitList(site, {
    name: 'news',
    constant: 'news',
    type: 'Notice',
    fields: { date: 'string', title: 'text', body: 'text' },
    rows: plan.news.map(({ date, text, title }) => ({ date, title, body: text })),
  });
  const file = site.module(section.path);
  file.ui('container', 'Section', 'SectionHeading');
  file.local(data, 'news');
  const [only = 'en'] = site.locales;
  const locale = site.multilingual ? file.locale() : `'${only}'`;
  const markup = `<Section>
      <SectionHeading title=${file.attr('news.title', LABELS.newsTitle)} />
      <ul className="mt-10 grid gap-8 lg:grid-cols-3">
        {news.map(({ body, date, title }) => (
          <li key={date} className="border-t border-border pt-5">
            <time dateTime={date} className="text-sm text-muted-foreground">
              {new Date(date).toLocaleDateString(${locale}, { dateStyle: 'long' })}
            </time>
            <h3 className="mt-2 font-display text-xl font-semibold text-balance">{${file.read('title')}}</h3>
            <p className="mt-2 leading-relaxed text-pretty text-muted-foreground">{${file.read('body')}}</p>
          </li>
        ))}
      </ul>
    </Section>`;
  file.write(`export function LatestNews() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
  return section;
}

/** src/components/newsletter.tsx: an address for letters, kept in the browser. */
export function emitNewsletter(site: SiteFiles): SectionFile {
  const section = { component: 'Newsletter', path: 'src/components/newsletter.tsx' };
  if (site.has(section.path)) return section;
  const file = site.module(section.path);
  file.ui('container', 'Section', 'SectionHeading');
  file.ui('newsletter-form', 'NewsletterForm');
  file.local('src/lib/inbox.ts', 'keepSubscriber');
  const markup = `<Section tone="muted">
      <div className="grid items-end gap-8 lg:grid-cols-2">
        <SectionHeading
          title=${file.attr('newsletter.title', LABELS.newsletterTitle)}
          description=${file.attr('newsletter.text', LABELS.newsletterText)}
        />
        <NewsletterForm
          label=${file.attr('contact.email', LABELS.email)}
          buttonLabel=${file.attr('newsletter.subscribe', LABELS.subscribe)}
          errorMessage=${file.attr('contact.emailWrong', LABELS.emailWrong)}
          successMessage=${file.attr('newsletter.subscribed', LABELS.subscribed)}
          onSubscribe={keepSubscriber}
        />
      </div>
    </Section>`;
  file.write(`export function Newsletter() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
  return section;
}
