import { AppError, type PushToGithubBody } from '@promptly/common';

import type { Actor } from '../actor.ts';
import type { EnvsService } from '../envs/envs-service.ts';

/** With which right GitHub is asked. */
export interface GithubRight {
  kind: 'environment' | 'account';
  token: string;
}

export interface CredentialDeps {
  envs: Pick<EnvsService, 'resolveProviderKey'>;
  /** The token of a user's linked account that may use repositories. Throws `provider_not_linked` and `provider_unreachable`. */
  accountToken: (userId: string) => Promise<string>;
}

/** For a push. Throws `provider_not_linked`, which tells both ways to get one. */
export async function rightToPush(
  { envs, accountToken }: CredentialDeps,
  actor: Actor,
  projectId: string,
  { credential, env }: Pick<PushToGithubBody, 'credential' | 'env'>,
): Promise<GithubRight> {
  if (credential !== 'account') {
    const key = await envs.resolveProviderKey(projectId, env, 'github');
    if (key?.apiKey) return { kind: 'environment', token: key.apiKey };
    if (credential === 'environment' || actor.kind !== 'user') throw noToken(env);
  }
  if (actor.kind !== 'user') throw noAccount();
  try {
    return { kind: 'account', token: await accountToken(actor.userId) };
  } catch (error) {
    const isMissing = error instanceof AppError && error.code === 'provider_not_linked';
    throw isMissing && credential === undefined ? noToken(env) : error;
  }
}

/** For an import: null reads what everybody may. Throws `provider_not_linked` where the account was asked for. */
export async function rightToRead(
  { accountToken }: Pick<CredentialDeps, 'accountToken'>,
  actor: Actor,
  credential: 'account' | 'none' | undefined,
): Promise<string | null> {
  if (credential === 'none') return null;
  if (actor.kind !== 'user') {
    if (credential === 'account') throw noAccount();
    return null;
  }
  try {
    return await accountToken(actor.userId);
  } catch (error) {
    const isMissing = error instanceof AppError && error.code === 'provider_not_linked';
    if (isMissing && credential === undefined) return null;
    throw error;
  }
}

function noToken(env: string): AppError {
  return new AppError(
    'provider_not_linked',
    `Nothing gives access to GitHub: an admin can set a token for github in the environment ${env}, or you link your account with access to repositories.`,
    { provider: 'github' },
  );
}

function noAccount(): AppError {
  return new AppError(
    'provider_not_linked',
    'An API key has no account at GitHub: set a token for github in an environment of the project.',
    { provider: 'github' },
  );
}
