import { encodeText } from '@promptly/common';
import type { UiComponent, UiRegistry } from '@promptly/ui/registry';

import { encodeManifest, manifestOf, manifestTotals, sha256Of } from '../../trees/manifest.ts';
import { searchWordsOf } from '../search-words.ts';
import { shippedId } from '../shipped.ts';

/** A component of the product's own library. */
export interface ShippedComponent {
  id: string;
  name: string;
  version: string;
  description: string;
  tags: string[];
  searchWords: string[];
  sha256: string;
  sizeBytes: number;
  /** Its own file, where it stands in an app. */
  path: string;
}

export interface ShippedComponents {
  /** In order of name. */
  all(): readonly ShippedComponent[];
  find(id: string): ShippedComponent | undefined;
  /** Path → text of the component's file and of all that it is made of. */
  filesOf(component: ShippedComponent): ReadonlyMap<string, string>;
}

const TAGS = ['rdc-ui'];

export function createShippedComponents(registry: UiRegistry): ShippedComponents {
  let described: ReadonlyMap<string, ShippedComponent> | undefined;
  const byId = () => (described ??= describeAll(registry));
  return {
    all: () => [...byId().values()],
    find: (id) => byId().get(id),
    filesOf: ({ name }) => registry.filesFor([name]),
  };
}

function describeAll(registry: UiRegistry): ReadonlyMap<string, ShippedComponent> {
  const all = registry.components.map((component) => describe(component, registry));
  const sorted = all.sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(sorted.map((component) => [component.id, component]));
}

function describe(component: UiComponent, registry: UiRegistry): ShippedComponent {
  const { name, version, exports } = component;
  const manifest = manifestOf(
    Array.from(registry.filesFor([name]), ([path, text]) => {
      const bytes = encodeText(text);
      return [path, { sha: sha256Of(bytes), size: bytes.byteLength }] as const;
    }),
  );
  const description = `RDC UI: ${exports.join(', ')}.`;
  return {
    id: shippedId('component', `${name}@${version}`),
    ...{ name, version, description, tags: TAGS },
    searchWords: searchWordsOf([name, description, ...TAGS]),
    sha256: sha256Of(encodeManifest(manifest)),
    sizeBytes: manifestTotals(manifest).sizeBytes,
    path: `src/components/ui/${name}.tsx`,
  };
}
