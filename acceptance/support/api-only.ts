import { randomBytes } from 'node:crypto';

import { startDatabase } from './database.ts';
import { startGithubStub } from './github-stub.ts';
import { startProgram } from './program.ts';

export interface ApiOnly {
  url: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

/** The API without a worker and without a limit of requests, open to everybody: what is asked for is not made in the background. */
export async function startApiOnly(): Promise<ApiOnly> {
  const database = await startDatabase();
  // What is asked of GitHub stays here.
  const github = await startGithubStub();
  try {
    const program = await startProgram({
      role: 'api',
      env: {
        ...{ DATABASE_URL: database.url, KEK: randomBytes(32).toString('base64') },
        ...{ RATE_LIMIT_PER_MINUTE: '0', SIGNUP: 'open', GITHUB_URL: github.url },
      },
    });
    return {
      ...{ url: program.url, databaseUrl: database.url },
      async stop() {
        try {
          await program.stop();
          await github.stop();
        } finally {
          await database.stop();
        }
      },
    };
  } catch (error) {
    await github.stop();
    await database.stop();
    throw error;
  }
}
