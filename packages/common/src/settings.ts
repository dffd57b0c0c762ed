import { z } from 'zod';

/** What an organization sets for itself. One line a setting, and one below for its default. */
export const orgSettingsSchema = z.strictObject({
  /** The model of prompts that name none; null is the instance's own. */
  defaultModel: z.string().min(1).max(100).nullable(),
});
export type OrgSettings = z.infer<typeof orgSettingsSchema>;

export const SETTING_DEFAULTS: OrgSettings = { defaultModel: null };

/** What is switched on or off for an organization, and by the operator for all. */
export const flagsSchema = z.strictObject({
  /** Archives may be published under an address that anybody can read. */
  publicExports: z.boolean(),
});
export type Flags = z.infer<typeof flagsSchema>;

export const FLAG_DEFAULTS: Flags = { publicExports: false };

/** Changes of settings or flags; null takes one back to its default. */
export const settingChangesSchema = nullable(orgSettingsSchema);
export const flagChangesSchema = nullable(flagsSchema);
export type SettingChanges = z.infer<typeof settingChangesSchema>;
export type FlagChanges = z.infer<typeof flagChangesSchema>;

function nullable<S extends z.ZodRawShape>(schema: z.ZodObject<S, z.core.$strict>) {
  const entries = Object.entries(schema.shape).map(([name, value]) => [
    name,
    z.nullable(value as z.ZodType).optional(),
  ]);
  return z.strictObject(
    Object.fromEntries(entries) as {
      [K in keyof S]: z.ZodOptional<z.ZodNullable<S[K]>>;
    },
  );
}
