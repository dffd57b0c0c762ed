import { describe, expect, test } from '@jest/globals';

import { type Host, planIsolation } from './isolation.ts';

const UID = 65_533;

/** A machine on which a command runs when it needs none of the missing programs or rights. */
function hostWithout(missing: readonly string[], overrides: Partial<Host> = {}): Host {
  return {
    platform: 'linux',
    isRoot: true,
    succeeds: (command) => Promise.resolve(!missing.some((word) => command.includes(word))),
    ...overrides,
  };
}

describe('the isolation of a browser', () => {
  test('of root has a namespace and a user of its own where the machine allows both', async () => {
    const plan = await planIsolation(hostWithout([]), UID);
    expect(plan).toMatchObject({ network: 'namespace', processes: 'namespace', uid: UID });
  });

  test.each([
    ['namespaces', ['unshare']],
    ['namespaces and setpriv', ['unshare', 'setpriv']],
  ])('of root without %s still has a user of its own', async (_, missing) => {
    const plan = await planIsolation(hostWithout(missing), UID);
    expect(plan).toMatchObject({ network: 'flags', uid: UID });
  });

  test('of root that cannot give up its rights is a refusal, never a browser run by root', async () => {
    const plan = await planIsolation(hostWithout(['unshare', 'setpriv', 'chroot']), UID);
    expect(plan).toEqual({ refused: expect.stringContaining('65533') });
  });

  test.each([
    ['namespaces', [], 'namespace', 'namespace'],
    ['network namespaces alone', ['--pid'], 'namespace', 'group'],
    ['no namespaces', ['unshare'], 'flags', 'group'],
    ['neither namespaces nor setpriv', ['unshare', 'setpriv'], 'flags', 'group'],
  ])('of a user on a machine with %s', async (_, missing, network, processes) => {
    const plan = await planIsolation(hostWithout(missing, { isRoot: false }), UID);
    expect(plan).toMatchObject({ network, processes, uid: null });
  });

  test('on another system asks for no Linux program', async () => {
    const asked: (readonly string[])[] = [];
    const succeeds = (command: readonly string[]) => {
      asked.push(command);
      return Promise.resolve(true);
    };
    const plan = await planIsolation({ platform: 'darwin', isRoot: false, succeeds }, UID);
    expect(plan).toEqual({ network: 'flags', processes: 'group', uid: null, prefix: [] });
    expect(asked).toEqual([]);
  });
});
