import { type MarketingPlan } from '../../plan/marketing-plan.ts';

/** Names and paths in the code of one site, made of how its offers are called. */
export interface SiteNames {
  /** "coffee", a variable. */
  one: string;
  /** "coffees", the list of all. */
  many: string;
  /** "Coffee", a type. */
  type: string;
  /** "Coffees", a part of component names. */
  Many: string;
  /** The address of the list: "/coffees". */
  route: string;
  dataPath: string;
  cardPath: string;
  listPagePath: string;
  detailPagePath: string;
}

export function siteNames({ noun }: MarketingPlan): SiteNames {
  const one = kebab(noun.id);
  const many = kebab(noun.ids);
  return {
    one: noun.id,
    many: noun.ids,
    type: capitalized(noun.id),
    Many: capitalized(noun.ids),
    route: `/${noun.path}`,
    dataPath: `src/data/${many}.ts`,
    cardPath: `src/components/${one}-card.tsx`,
    listPagePath: `src/pages/${many}-page.tsx`,
    detailPagePath: `src/pages/${one}-page.tsx`,
  };
}

/** "door-closed" → "DoorClosed", the name under which lucide exports an icon. */
export function iconName(icon: string): string {
  return icon.split('-').map(capitalized).join('');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function kebab(identifier: string): string {
  return identifier.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
