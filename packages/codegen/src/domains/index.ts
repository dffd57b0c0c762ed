import { analytics } from './analytics.ts';
import { blog } from './blog.ts';
import { charity } from './charity.ts';
import { clinic } from './clinic.ts';
import { coffee } from './coffee.ts';
import { community } from './community.ts';
import { company } from './company.ts';
import { crm } from './crm.ts';
import { type Domain } from './domain.ts';
import { events } from './events.ts';
import { finance } from './finance.ts';
import { forum } from './forum.ts';
import { games } from './games.ts';
import { habits } from './habits.ts';
import { hr } from './hr.ts';
import { inventory } from './inventory.ts';
import { invoicing } from './invoicing.ts';
import { jobs } from './jobs.ts';
import { learning } from './learning.ts';
import { library } from './library.ts';
import { logistics } from './logistics.ts';
import { loyalty } from './loyalty.ts';
import { manufacturing } from './manufacturing.ts';
import { media } from './media.ts';
import { messaging } from './messaging.ts';
import { news } from './news.ts';
import { photos } from './photos.ts';
import { portfolio } from './portfolio.ts';
import { projects } from './projects.ts';
import { realEstate } from './real-estate.ts';
import { recipes } from './recipes.ts';
import { restaurant } from './restaurant.ts';
import { school } from './school.ts';
import { security } from './security.ts';
import { shop } from './shop.ts';
import { software } from './software.ts';
import { sports } from './sports.ts';
import { support } from './support.ts';
import { tasks } from './tasks.ts';
import { tools } from './tools.ts';
import { travel } from './travel.ts';
import { weather } from './weather.ts';

/** Every domain that prompts are read against. */
export const DOMAINS: readonly Domain[] = [
  analytics,
  blog,
  charity,
  clinic,
  coffee,
  community,
  company,
  crm,
  events,
  finance,
  forum,
  games,
  habits,
  hr,
  inventory,
  invoicing,
  jobs,
  learning,
  library,
  logistics,
  loyalty,
  manufacturing,
  media,
  messaging,
  news,
  photos,
  portfolio,
  projects,
  realEstate,
  recipes,
  restaurant,
  school,
  security,
  shop,
  software,
  sports,
  support,
  tasks,
  tools,
  travel,
  weather,
];

export function domainById(id: string): Domain {
  const domain = DOMAINS.find((candidate) => candidate.id === id);
  if (!domain) throw new RangeError(`no domain "${id}"`);
  return domain;
}
