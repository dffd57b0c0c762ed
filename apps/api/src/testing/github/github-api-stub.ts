import {
  startStubServer,
  type StubAnswer,
  type StubRequest,
  type StubServer,
} from '../oauth/stub-server.ts';
import { createGitRepository } from './git-repository.ts';
import { repositoryCalls } from './repository-calls.ts';
import { refusal, type StubRepository } from './stub-repository.ts';

export interface GithubApiStub extends StubServer {
  env: Record<string, string>;
  /** What each token may do. */
  tokens: Map<string, 'write' | 'read'>;
  repositories: Map<string, StubRepository>;
  /** An empty one. */
  addRepository(name: string): StubRepository;
  /** Looks at each call first, and answers it where it returns an answer; null looks at none. */
  intercept(look: Look | null): void;
  /** The calls so far as `METHOD /path`, below the repository. */
  calls(): string[];
}

type Look = (request: StubRequest) => StubAnswer | undefined | Promise<StubAnswer | undefined>;

export const STUB_TOKEN = 'github_pat_11AAAAAAA0stubstubstub';

/** GitHub's API, as far as pushing to repositories and reading them goes, on loopback. */
export async function startGithubApiStub(): Promise<GithubApiStub> {
  const tokens = new Map<string, 'write' | 'read'>([[STUB_TOKEN, 'write']]);
  const repositories = new Map<string, StubRepository>();
  let look: Look | null = null;
  const server = await startStubServer(
    async (request, url) => (await look?.(request)) ?? answer(request, url),
  );
  return {
    ...{ ...server, tokens, repositories },
    env: { GITHUB_URL: server.url, GITHUB_API_URL: server.url },
    addRepository(name) {
      const id = repositories.size + 1;
      const made = { id, name, isPrivate: false, isArchived: false, git: createGitRepository() };
      repositories.set(name.toLowerCase(), made);
      return made;
    },
    intercept: (next) => (look = next),
    calls: () =>
      server.requests.map(
        ({ method, path }) => `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/, '')}`,
      ),
  };

  function answer(request: StubRequest, url: string): StubAnswer | Promise<StubAnswer> {
    const { path, headers } = request;
    const archive = /^\/archives\/([^/]+\/[^/]+)\/([0-9a-f]+)$/.exec(path);
    if (archive)
      return repositoryCalls.archive(repositories.get(archive[1] ?? ''), archive[2] ?? '');
    const token = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const right = token === undefined ? null : tokens.get(token);
    if (right === undefined) return refusal(401, 'Bad credentials');
    const [, owner = '', name = '', rest = ''] =
      /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const repository = repositories.get(`${owner}/${name}`.toLowerCase());
    if (!repository || (repository.isPrivate && right === null)) return refusal(404, 'Not Found');
    if (request.method !== 'GET' && request.method !== 'HEAD' && right !== 'write') {
      return refusal(403, 'Resource not accessible by personal access token');
    }
    const call = `${request.method} ${decodeURIComponent(rest)}`;
    return repositoryCalls.answer({ call, repository, request, right, url });
  }
}
