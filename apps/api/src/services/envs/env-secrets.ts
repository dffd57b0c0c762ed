import { and, asc, eq, inArray } from 'drizzle-orm';

import type { KeyProvider, UpdateEnvBody } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { envSecrets } from '../../db/schema/index.ts';
import type { Sealer } from '../keys/envelope.ts';

export type EnvSecretRow = typeof envSecrets.$inferSelect;
/** Names one of an environment. */
export type SecretName = Pick<EnvSecretRow, 'kind' | 'name'>;

/** One that is set, or unset where it has no text. */
export interface SecretChange extends SecretName {
  text: string | null;
  /** What its last characters are told of; the rest of the text says nothing by itself. */
  shown: string;
}

export interface ProviderKey {
  /** Null for a server that asks for none. */
  apiKey: string | null;
  /** Null for the provider's own address. */
  baseUrl: string | null;
}

/** Four characters of a secret as short as this would be too much of it. */
const LAST_FOUR_MIN_CHARS = 16;

/** What a request names, one by one. */
export function changesOf({ variables = {}, providers = {} }: UpdateEnvBody): SecretChange[] {
  return [
    ...Object.entries(variables).map(([name, value]) => ({
      ...{ kind: 'variable' as const, name, text: value, shown: value ?? '' },
    })),
    ...Object.entries(providers)
      .filter(([, given]) => given !== undefined)
      .map(([name, given]) => ({
        ...{ kind: 'provider' as const, name, shown: given?.apiKey ?? '' },
        text: given && JSON.stringify(providerKeyOf(given)),
      })),
  ];
}

/** Writes the changes, each secret bound to its place. */
export async function writeSecrets(
  tx: Transaction,
  sealer: Sealer,
  { envId, updatedAt, updatedBy }: Pick<EnvSecretRow, 'envId' | 'updatedAt' | 'updatedBy'>,
  changes: readonly SecretChange[],
): Promise<void> {
  for (const kind of ['variable', 'provider'] as const) {
    const names = changes.filter((change) => change.kind === kind).map(({ name }) => name);
    // Set ones too: what is written again is written whole.
    await tx
      .delete(envSecrets)
      .where(
        and(
          eq(envSecrets.envId, envId),
          eq(envSecrets.kind, kind),
          inArray(envSecrets.name, names),
        ),
      );
  }
  const rows = changes.flatMap(({ text, shown, ...named }) =>
    text === null
      ? []
      : {
          ...{ envId, updatedAt, updatedBy, ...named, lastFour: lastFourOf(shown) },
          valueWrapped: sealer.wrap(text, envSecretContext({ envId, ...named })),
        },
  );
  if (rows.length > 0) await tx.insert(envSecrets).values(rows);
}

/** By their names, without their values. */
export function readSecrets(
  db: Queryable,
  envIds: readonly string[],
): Promise<Omit<EnvSecretRow, 'valueWrapped'>[]> {
  const { envId, kind, name, lastFour, updatedAt, updatedBy } = envSecrets;
  return db
    .select({ envId, kind, name, lastFour, updatedAt, updatedBy })
    .from(envSecrets)
    .where(inArray(envId, [...envIds]))
    .orderBy(asc(kind), asc(name));
}

export function openProviderKey(
  sealer: Pick<Sealer, 'unwrap'>,
  row: Pick<EnvSecretRow, 'envId' | 'kind' | 'name' | 'valueWrapped'>,
): ProviderKey {
  return JSON.parse(
    sealer.unwrap(row.valueWrapped, envSecretContext(row)).toString(),
  ) as ProviderKey;
}

/** The addresses that are to be told; none where a provider is at its own. */
export function baseUrlsOf(
  before: Partial<Record<KeyProvider, string>>,
  { providers }: UpdateEnvBody,
): Partial<Record<KeyProvider, string>> {
  const { compatible } = providers ?? {};
  return compatible === undefined ? before : { ...before, compatible: compatible?.baseUrl };
}

/** Where a secret lies, as it is bound to it. */
export function envSecretContext({
  envId,
  kind,
  name,
}: Pick<EnvSecretRow, 'envId' | 'kind' | 'name'>): string {
  return JSON.stringify(['ps_env_secrets.value_wrapped', envId, kind, name]);
}

function providerKeyOf(given: { apiKey: string | null; baseUrl?: string }): ProviderKey {
  return { apiKey: given.apiKey, baseUrl: given.baseUrl ?? null };
}

function lastFourOf(secret: string): string | null {
  const characters = Array.from(secret);
  return characters.length < LAST_FOUR_MIN_CHARS ? null : characters.slice(-4).join('');
}
