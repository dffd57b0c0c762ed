import type { EnvName } from '@promptly/common';

import { userActor } from '../factories.ts';
import type { TestApp } from '../test-app.ts';

/** Makes an environment of a project, with a token for GitHub. */
export async function setGithubToken(
  { container }: TestApp,
  { projectId, actor }: { projectId: string; actor: { userId: string } },
  token: string,
  name: EnvName = 'dev',
): Promise<void> {
  const { envs } = container.services;
  const owner = userActor(actor.userId);
  const { env } = await envs.create(owner, projectId, name);
  await envs.update(owner, env.id, { version: 1, providers: { github: { apiKey: token } } });
}
