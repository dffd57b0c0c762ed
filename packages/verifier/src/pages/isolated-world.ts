import type { CDPSession, Page } from 'playwright-core';

/** A JavaScript world beside the page's own: it sees the same document, and the page can neither see nor change it. */
export interface IsolatedWorld {
  /** Evaluates an expression, waits for a promise, and gives its value as plain JSON. */
  evaluate<T>(expression: string): Promise<T>;
}

const WORLD_NAME = 'verifier';

/** `setup` is a script that runs once in the world of each document, before the first expression. */
export async function isolatedWorld(page: Page, setup: string): Promise<IsolatedWorld> {
  const session = await page.context().newCDPSession(page);
  const world = await createWorld(session, setup);
  return {
    evaluate: async (expression) => evaluateIn(session, await world(), expression),
  };
}

/** Worlds end with their document, so each new document gets a new one. */
async function createWorld(session: CDPSession, setup: string): Promise<() => Promise<number>> {
  let current: Promise<number> | undefined;
  session.on('Runtime.executionContextsCleared', () => {
    current = undefined;
  });
  await session.send('Runtime.enable');
  await session.send('Page.enable');
  const make = async () => {
    const { frameTree } = await session.send('Page.getFrameTree');
    const made = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: WORLD_NAME,
    });
    await evaluateIn(session, made.executionContextId, `${setup}\nundefined`);
    return made.executionContextId;
  };
  return () => (current ??= make());
}

async function evaluateIn<T>(
  session: CDPSession,
  contextId: number,
  expression: string,
): Promise<T> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value as T;
}
