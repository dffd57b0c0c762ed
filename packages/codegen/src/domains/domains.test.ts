import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { entitySchema } from '../spec/app-spec.ts';
import { type Localized } from '../spec/localized.ts';
import { type DomainEntity } from './domain.ts';
import { DOMAINS } from './index.ts';

const iconFolder = join(
  dirname(createRequire(import.meta.url).resolve('lucide-react/package.json')),
  'dist/esm/icons',
);

describe.each(DOMAINS.map((domain) => [domain.id, domain] as const))('%s', (_id, domain) => {
  const entityIds = domain.entities.map((entity) => entity.id);

  test('starts from entities that it has', () => {
    expect(domain.core.length).toBeGreaterThan(0);
    expect(entityIds).toEqual(expect.arrayContaining(domain.core));
    expect(new Set(entityIds).size).toBe(entityIds.length);
  });

  test('its entities are well formed, and speak English and French', () => {
    for (const entity of domain.entities) {
      expect(() =>
        entitySchema.parse({ ...entity, source: 'domain', rows: entity.rows }),
      ).not.toThrow();
      for (const text of localizedTexts(entity))
        expect([entity.id, text]).toEqual([
          entity.id,
          expect.objectContaining({ fr: expect.any(String) }),
        ]);
    }
  });

  test('references lead to its own entities', () => {
    const targets = domain.entities.flatMap(({ fields }) =>
      fields.flatMap((field) => field.target ?? []),
    );
    expect(entityIds).toEqual(expect.arrayContaining(targets));
  });

  test('known rows fit their fields', () => {
    for (const entity of domain.entities) expect(misfits(entity)).toEqual([]);
  });

  test('its icons exist', () => {
    const icons = [
      ...domain.entities.map(({ icon }) => icon),
      ...(domain.site?.offer.items ?? []).map(({ icon }) => icon),
    ];
    expect(icons.filter((icon) => !existsSync(join(iconFolder, `${icon}.mjs`)))).toEqual([]);
  });
});

test('ids are unique', () => {
  expect(new Set(DOMAINS.map(({ id }) => id)).size).toBe(DOMAINS.length);
});

function localizedTexts(entity: DomainEntity): Localized[] {
  const labels = entity.fields.flatMap((field) => [
    field.label,
    ...(field.options ?? []).map(({ label }) => label),
  ]);
  return [entity.singular, entity.plural, ...labels.filter(({ en }) => !/^[ABO]+[+−]$/.test(en))];
}

function misfits(entity: DomainEntity): string[] {
  return entity.rows.flatMap((row) =>
    Object.entries(row).flatMap(([id, value]) => {
      const field = entity.fields.find((candidate) => candidate.id === id);
      if (!field) return [`${entity.id}.${id} is no field`];
      if (
        field.options &&
        !field.options.some((option) => typeof value === 'object' && option.id === value.en)
      ) {
        return [`${entity.id}.${id}: ${JSON.stringify(value)} is no option`];
      }
      const expected =
        { number: 'number', money: 'number', percent: 'number', rating: 'number', flag: 'boolean' }[
          field.type as string
        ] ?? 'object';
      return typeof value === expected
        ? []
        : [`${entity.id}.${id}: ${JSON.stringify(value)} is no ${field.type}`];
    }),
  );
}
