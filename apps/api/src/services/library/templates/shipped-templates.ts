import type { FileTree } from '@promptly/common';

import { searchWordsOf } from '../search-words.ts';
import { shippedId } from '../shipped.ts';

/** A template that ships with the product: what its prompt makes. */
export interface ShippedTemplate {
  id: string;
  name: string;
  description: string;
  tags: string[];
  searchWords: string[];
  promptText: string;
}

export interface ShippedTemplates {
  /** In order of name. */
  all: readonly ShippedTemplate[];
  find(id: string): ShippedTemplate | undefined;
  /** Made once, with the first call; the same wherever this version of the product runs. */
  filesOf(template: ShippedTemplate): Promise<FileTree>;
}

/** `make` is the keyless generator, which makes the same files of the same prompt. */
export function createShippedTemplates(
  make: (promptText: string) => Promise<FileTree>,
): ShippedTemplates {
  const all = TEMPLATES.map(describe).sort((a, b) => (a.name < b.name ? -1 : 1));
  const made = new Map<string, Promise<FileTree>>();
  return {
    all,
    find: (id) => all.find((template) => template.id === id),
    filesOf({ id, promptText }) {
      const known = made.get(id);
      if (known) return known;
      const files = make(promptText);
      made.set(id, files);
      // Who asks next may have more luck.
      files.catch(() => made.delete(id));
      return files;
    },
  };
}

type Declared = Pick<ShippedTemplate, 'name' | 'description' | 'tags' | 'promptText'> & {
  key: string;
};

const TEMPLATES: readonly Declared[] = [
  {
    key: 'dashboard',
    name: 'Dashboard',
    description: 'Figures and charts of a sales team, with its orders and customers in tables.',
    tags: ['admin', 'analytics', 'charts'],
    promptText:
      'Sales dashboard named Harbour with charts, orders and customers. Primary color navy.',
  },
  {
    key: 'shop',
    name: 'Shop',
    description: 'A catalogue of products by category, with stock, orders and customers.',
    tags: ['catalogue', 'commerce', 'orders'],
    promptText:
      'Online shop named Umoja Crafts with products, categories, orders and customers. Primary color terracotta.',
  },
  {
    key: 'brochure',
    name: 'Brochure site',
    description:
      'A site that presents a studio: what it does, who works there, questions and contact.',
    tags: ['landing', 'marketing', 'site'],
    promptText:
      'Brochure website for an architecture studio named Atelier Nord. Primary color green.',
  },
];

function describe({ key, ...declared }: Declared): ShippedTemplate {
  const { name, description, tags } = declared;
  return {
    ...declared,
    id: shippedId('template', key),
    searchWords: searchWordsOf([name, description, ...tags]),
  };
}
