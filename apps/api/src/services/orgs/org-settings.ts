import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';

import {
  FLAG_DEFAULTS,
  flagsSchema,
  orgSettingsSchema,
  SETTING_DEFAULTS,
  type FlagChanges,
  type Flags,
  type OrgSettings,
  type SettingChanges,
} from '@promptly/common';

import type { OrgDefaults } from '../../config.ts';
import type { Queryable, Transaction } from '../../db/client.ts';
import { settings as settingsTable } from '../../db/schema/index.ts';

/** What holds for an organization, whoever decided it. */
export interface EffectiveSettings {
  settings: OrgSettings;
  flags: Flags;
}

export interface SettingsChange {
  settings?: SettingChanges;
  flags?: FlagChanges;
}

/** How flags are told from settings in the one table. */
const FLAG_PREFIX = 'flag.';

/** The organization's own settings before the operator's; of flags, the operator's before the organization's. */
export async function readSettings(
  db: Queryable,
  orgId: string,
  defaults: OrgDefaults,
): Promise<EffectiveSettings> {
  const rows = await db.select().from(settingsTable).where(eq(settingsTable.orgId, orgId));
  const stored = new Map(rows.map(({ key, valueJson }) => [key, valueJson]));
  return {
    settings: {
      ...SETTING_DEFAULTS,
      ...defaults.settings,
      ...readable(orgSettingsSchema, (name) => stored.get(name)),
    },
    flags: {
      ...FLAG_DEFAULTS,
      ...readable(flagsSchema, (name) => stored.get(FLAG_PREFIX + name)),
      ...defaults.flags,
    },
  };
}

/** Stores what is given; null goes back to the default. */
export async function changeSettings(
  tx: Transaction,
  orgId: string,
  { settings = {}, flags = {} }: SettingsChange,
): Promise<void> {
  const entries = [
    ...Object.entries(settings),
    ...Object.entries(flags).map(([name, value]) => [FLAG_PREFIX + name, value] as const),
  ].filter(([, value]) => value !== undefined);
  const reset = entries.filter(([, value]) => value === null).map(([key]) => key);
  if (reset.length > 0) {
    const areReset = and(eq(settingsTable.orgId, orgId), inArray(settingsTable.key, reset));
    await tx.delete(settingsTable).where(areReset);
  }
  for (const [key, valueJson] of entries) {
    if (valueJson === null) continue;
    await tx
      .insert(settingsTable)
      .values({ orgId, key, valueJson })
      .onConflictDoUpdate({
        target: [settingsTable.orgId, settingsTable.key],
        set: { valueJson },
      });
  }
}

/** The values that are there; one of another release, which this one cannot read, counts as none. */
function readable<S extends z.ZodRawShape>(
  { shape }: z.ZodObject<S>,
  find: (name: string) => unknown,
): Partial<z.infer<z.ZodObject<S>>> {
  const entries = Object.entries(shape).flatMap(([name, schema]) => {
    const value = find(name);
    if (value === undefined) return [];
    const parsed = (schema as z.ZodType).safeParse(value);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries) as Partial<z.infer<z.ZodObject<S>>>;
}
