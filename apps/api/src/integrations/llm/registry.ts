import type { PlanProvider } from './provider.ts';

/** A provider, and the model of it where one was named. */
export interface ProviderChoice {
  provider: PlanProvider;
  model: string | undefined;
}

/** The providers that this instance can use. */
export interface ProviderRegistry {
  /** The choice for what a request names (`local`, `provider` or `provider/model`); the default one for nothing. */
  choose(model: string | undefined): ProviderChoice | undefined;
  /** Names that `choose` knows. */
  available(): string[];
}

/** The first provider is the default. */
export function createProviderRegistry(
  providers: readonly [PlanProvider, ...PlanProvider[]],
): ProviderRegistry {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return {
    choose(name) {
      if (name === undefined) return { provider: providers[0], model: undefined };
      const [providerName = '', ...rest] = name.split('/');
      const provider = byName.get(providerName);
      return provider && { provider, model: rest.length > 0 ? rest.join('/') : undefined };
    },
    available: () => [...byName.keys()],
  };
}
