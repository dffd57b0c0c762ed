import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { hasIcons } from './site-data.ts';
import { type SiteFiles } from './site-files.ts';
import { siteNames } from './site-names.ts';

/** src/components/product-preview.tsx: a drawn window with the product's own words in it. */
export function emitProductPreview(site: SiteFiles, plan: MarketingPlan): void {
  const names = siteNames(plan);
  const file = site.module('src/components/product-preview.tsx');
  file.local('src/data/site.ts', 'site');
  file.local(names.dataPath, names.many);
  file.local('src/lib/cn.ts', 'cn');
  const icons = hasIcons(plan);
  const sign = icons
    ? '<Icon className="size-4 shrink-0" strokeWidth={1.75} />'
    : '<span className="size-2 shrink-0 rounded-full bg-primary" />';
  const title = file.read(`${names.one}.name`);
  const label = file.read('name');
  file.write(`const BARS = [38, 52, 44, 67, 59, 81, 73, 92];
const PROGRESS = ['w-10/12', 'w-7/12', 'w-5/12', 'w-11/12', 'w-4/12'];

/** A drawing of the product, not a working part of it. */
export function ProductPreview() {
  ${file.hooks()}
  return (
    <div aria-hidden className="grid size-full bg-card text-sm sm:grid-cols-[13rem_1fr]">
      <div className="hidden flex-col gap-1 border-e border-border bg-muted p-5 sm:flex">
        <span className="mb-4 font-display font-semibold">{site.name}</span>
        {${names.many}.map(({ ${icons ? 'icon: Icon, ' : ''}name }, index) => (
          <span
            key={${label}}
            className={cn(
              'flex items-center gap-2.5 rounded-md px-2.5 py-2 text-muted-foreground',
              index === 0 && 'bg-card font-medium text-foreground shadow-xs',
            )}
          >
            ${sign}
            <span className="truncate">{${label}}</span>
          </span>
        ))}
      </div>
      <div className="grid grid-rows-[auto_1fr] gap-5 p-5 sm:p-7">
        <div className="flex h-16 items-end gap-2 sm:h-28">
          {BARS.map((percent) => (
            <span
              key={percent}
              className="flex-1 rounded-t-md bg-primary/25 last:bg-primary"
              style={{ height: \`\${percent}%\` }}
            />
          ))}
        </div>
        <div className="flex flex-col justify-between gap-3 overflow-hidden">
          {${names.many}.slice(0, PROGRESS.length).map((${names.one}, index) => (
            <div key={${title}} className="flex items-center gap-4 border-t border-border pt-3">
              <span
                className={cn(
                  'size-4 shrink-0 rounded-full border-2 border-border-strong',
                  index % 3 === 0 && 'border-primary bg-primary',
                )}
              />
              <span className="w-32 truncate sm:w-44">{${title}}</span>
              <span className="h-2 flex-1 overflow-hidden rounded-full bg-muted">
                <span className={cn('block h-full rounded-full bg-primary/70', PROGRESS[index])} />
              </span>
              <span className="size-7 shrink-0 rounded-full bg-primary-soft" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}`);
}
