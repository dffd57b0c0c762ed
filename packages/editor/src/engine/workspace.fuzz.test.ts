import { expect, test } from '@jest/globals';

import { TestWorkspace, microtasks } from '../test/test-workspace.ts';
import { isTextBuffer, isUnsaved } from './buffer.ts';
import { isAtOrUnder, movedPath } from './paths.ts';

const SEEDS = 150;
const STEPS = 120;
const PATHS = ['a.ts', 'b.ts', 'src/c.ts', 'src/d.ts', 'lib/e.ts'];

/** Seeds that once found a fault stay here. */
const REGRESSIONS: readonly number[] = [604, 876];

test('no typed text is ever lost, whatever the network, other people and reloads do', async () => {
  for (const seed of [...REGRESSIONS, ...Array.from({ length: SEEDS }, (_, index) => index)]) {
    await runSeed(seed);
  }
}, 60_000);

async function runSeed(seed: number): Promise<void> {
  const random = mulberry32(seed);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <T>(items: readonly T[]): T | undefined => items[below(items.length)];
  const it = new TestWorkspace(Object.fromEntries(PATHS.map((path) => [path, `start ${path}`])));
  const log: string[] = [];
  /** The last text that the person typed into each file and did not throw away. */
  const typed = new Map<string, string>();
  let counter = 0;
  void it.workspace.refresh();

  for (let step = 0; step < STEPS; step += 1) {
    log.push(await act());
    for (const [path, text] of typed) {
      if (!isKept(path, text)) {
        throw new Error(`seed ${seed}: “${text}” of ${path} was lost\n${log.join('\n')}`);
      }
    }
  }
  await healAndCheck();

  function isKept(path: string, text: string): boolean {
    const buffer = it.workspace.getState().buffers.get(path);
    if (isTextBuffer(buffer) && buffer.text === text) return true;
    return (
      it.server.history.has(text) ||
      it.drafts.list().some((d) => d.path === path && d.text === text)
    );
  }

  async function act(): Promise<string> {
    const { workspace, server } = it;
    const state = workspace.getState();
    const texts = [...state.buffers].filter(([, buffer]) => isTextBuffer(buffer));
    const path = pick(texts)?.[0] ?? PATHS[0] ?? '';
    const anyPath = pick([...PATHS, ...server.files.keys()]) ?? path;
    const dice = below(100);
    if (dice < 25) return type(path, `text ${(counter += 1)}`);
    if (dice < 28) return type(path, server.files.get(path) ?? `text ${(counter += 1)}`);
    if (dice < 40) return say(`save ${path}`, () => workspace.save(path));
    if (dice < 48) return say(`open ${anyPath}`, () => workspace.open(anyPath));
    if (dice < 50) return say(`close ${path}`, () => workspace.close(path));
    if (dice < 74 && server.pending.length > 0) {
      const index = below(server.pending.length);
      const fate = pick(['answered', 'answered', 'answered', 'lost_before', 'lost_after'] as const);
      await it.settleOne(index, fate ?? 'answered');
      return `settle ${index} ${fate}`;
    }
    if (dice < 78) return say('timers', () => void it.fireTimers());
    if (dice < 81) return say('refresh', () => void workspace.refresh());
    if (dice < 85)
      return say(`other ${anyPath}`, () => server.put(anyPath, `other ${(counter += 1)}`));
    if (dice < 87) return say(`other deletes ${anyPath}`, () => server.files.delete(anyPath));
    if (dice < 92) return resolve(path);
    if (dice < 94) return rename(anyPath);
    if (dice < 95) return remove(anyPath);
    if (dice < 97) {
      return say(
        `create ${anyPath}`,
        () => void workspace.create(anyPath, `new ${(counter += 1)}`),
      );
    }
    if (dice < 98) return say('retry now', () => workspace.retryNow());
    it.reload();
    void it.workspace.refresh();
    for (const kept of typed.keys()) it.workspace.open(kept);
    return 'reload';
  }

  function type(path: string, text: string): string {
    if (!isTextBuffer(it.workspace.getState().buffers.get(path))) return `(no text in ${path})`;
    it.workspace.edit(path, text);
    typed.set(path, text);
    return `type ${path}: ${text}`;
  }

  function resolve(path: string): string {
    const buffer = it.workspace.getState().buffers.get(path);
    if (buffer?.status !== 'conflict') return `(no conflict in ${path})`;
    const { status } = buffer.theirs;
    const isSettled = status === 'known' || status === 'deleted';
    const choice = pick(['mine', 'theirs', 'merged'] as const) ?? 'mine';
    if (choice === 'merged') {
      const text = `merged ${(counter += 1)}`;
      it.workspace.resolve(path, { choice, text });
      if (isSettled) typed.set(path, text);
    } else {
      it.workspace.resolve(path, { choice });
      if (isSettled && choice === 'theirs') typed.delete(path);
    }
    return `resolve ${path} ${choice}`;
  }

  function rename(from: string): string {
    const to = `moved/${(counter += 1)}.ts`;
    void it.workspace.rename(from, to).then((outcome) => {
      if (!outcome.ok) return;
      for (const [path, text] of [...typed]) {
        typed.delete(path);
        typed.set(movedPath(path, from, to), text);
      }
    });
    return `rename ${from} ${to}`;
  }

  function remove(path: string): string {
    void it.workspace.remove(path).then((outcome) => {
      if (!outcome.ok) return;
      for (const kept of [...typed.keys()]) if (isAtOrUnder(kept, path)) typed.delete(kept);
    });
    return `remove ${path}`;
  }

  /** With the network back and every conflict kept as mine, the server ends with what is on the screen. */
  async function healAndCheck(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      await it.settleAll();
      await it.fireTimers();
      void it.workspace.refresh();
      await it.settleAll();
      for (const path of it.workspace.getState().buffers.keys()) {
        it.workspace.resolve(path, { choice: 'mine' });
        it.workspace.save(path);
      }
    }
    const { buffers } = it.workspace.getState();
    expect([...buffers].filter(([, buffer]) => isUnsaved(buffer))).toEqual([]);
    for (const [path, buffer] of buffers) {
      if (isTextBuffer(buffer))
        expect([path, it.server.files.get(path)]).toEqual([path, buffer.text]);
    }
    expect(it.timerCount).toBe(0);
  }

  async function say(what: string, run: () => unknown): Promise<string> {
    run();
    await microtasks();
    return what;
  }
}

/** A small seeded generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
