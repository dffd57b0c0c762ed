import { createTestApp, type TestApp } from '../test-app.ts';
import { startGithubApiStub, type GithubApiStub } from './github-api-stub.ts';
import type { StubRepository } from './stub-repository.ts';

/** A studio that knows a GitHub of its own. */
export interface GithubStudio {
  github: GithubApiStub;
  studio: TestApp;
  /** A new one, with these files in its first commit, or without any commit. */
  addRepository(files?: Record<string, string>): StubRepository;
  close(): Promise<void>;
}

export async function startGithubStudio(): Promise<GithubStudio> {
  const github = await startGithubApiStub();
  const studio = await createTestApp({ env: github.env });
  let made = 0;
  return {
    ...{ github, studio },
    addRepository(files) {
      made += 1;
      const repository = github.addRepository(`octo/shop-${made}`);
      if (files) repository.git.commit('main', files, 'First');
      return repository;
    },
    async close() {
      await studio.dispose();
      await github.close();
    },
  };
}
