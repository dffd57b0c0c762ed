import type { GithubAccess, GithubClientDeps, GithubServer } from './github-client.ts';
import { openRepository, type GithubRepository } from './repository.ts';

/** A server of GitHub, and how its repositories are opened. */
export interface Github extends GithubServer {
  /** `name` is `owner/name`. */
  open(name: string, access: GithubAccess): GithubRepository;
}

export function createGithub(deps: GithubClientDeps): Github {
  return { ...deps.server, open: (name, access) => openRepository(deps, access, name) };
}
