import { mkdtemp, rm } from 'node:fs/promises';
import type { Express } from 'express';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import supertest from 'supertest';

import { treeFromTexts } from '@promptly/common';

import { createApp } from '../app.ts';
import { loadConfig } from '../config.ts';
import { createContainer, type Container } from '../container.ts';
import { createLogger } from '../observability/logger.ts';
import type { Telemetry } from '../observability/telemetry.ts';
import { createFactories, type Factories } from './factories.ts';
import { createTestDatabase } from './test-postgres.ts';

export interface TestApp {
  app: Express;
  container: Container;
  factories: Factories;
  /** Every line that was logged, as JSON. */
  logLines: string[];
  /** Calls without credentials. */
  agent: ReturnType<typeof supertest>;
  /** The header with which a user is signed in. */
  bearer(userId: string): Promise<{ Authorization: string }>;
  dispose(): Promise<void>;
}

export interface TestAppOptions {
  /** Variables that differ from the defaults. */
  env?: Record<string, string>;
  now?: () => Date;
  /** None when left out. */
  telemetry?: Telemetry;
}

/** A whole app on a fresh database and data folder; every answer is checked against its contract. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'promptly-app-'));
  const database = await createTestDatabase();
  const logLines: string[] = [];
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'info', RATE_LIMIT_PER_MINUTE: '0', ...options.env };
  const config = loadConfig({ env, rootDir: dataDir, readFile: () => '' });
  const container = await createContainer({
    config,
    log: createLogger(config.logLevel, { write: (line) => void logLines.push(line) }),
    databaseUrls: { url: database.url, directUrl: database.url },
    starter: (name) => Promise.resolve(treeFromTexts(starterTexts(name))),
    now: options.now,
    telemetry: options.telemetry,
    validateResponses: true,
  });
  const app = createApp(container);
  const factories = createFactories(container);
  return {
    app,
    container,
    factories,
    logLines,
    agent: supertest(app),
    async bearer(userId) {
      const sessionId = await factories.buildSession(userId);
      const token = await container.accessTokens.sign({ userId, sessionId });
      return { Authorization: `Bearer ${token}` };
    },
    async dispose() {
      await container.dispose();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A few files are enough to tell that a project begins with them. */
function starterTexts(name: string): [string, string][] {
  return [
    ['README.md', `# ${name}\n`],
    ['src/App.tsx', 'export function App() {\n  return <h1>Hello</h1>;\n}\n'],
  ];
}
