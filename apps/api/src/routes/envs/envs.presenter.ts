import { keyProviderSchema, type Env } from '@promptly/common';

import type { EnvView } from '../../services/envs/envs-service.ts';

export function presentEnv({ env, secrets }: EnvView): Env {
  const told = (kind: 'variable' | 'provider') =>
    secrets
      .filter((secret) => secret.kind === kind)
      .map(({ name, lastFour, updatedAt, updatedBy }) => ({
        ...{ name, lastFour, updatedAt: updatedAt.toISOString(), updatedBy },
      }));
  return {
    id: env.id,
    projectId: env.projectId,
    name: env.name,
    version: env.version,
    variables: told('variable'),
    providers: told('provider').map(({ name, ...secret }) => {
      const provider = keyProviderSchema.parse(name);
      return { provider, baseUrl: env.configJson.baseUrls?.[provider] ?? null, ...secret };
    }),
    createdAt: env.createdAt.toISOString(),
    updatedAt: env.updatedAt.toISOString(),
  };
}
