import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';

import { createHostHistory } from './history.ts';

function setUp(initialPath = '/') {
  const onChange = jest.fn();
  const history = createHostHistory({ initialPath, origin: 'http://app.test', onChange });
  return { history, onChange };
}

test('a path has its search and hash', () => {
  const { history } = setUp('/users/1?tab=a%20b#top');
  expect(history.connect({ hearsOwnPushes: true }).location).toMatchObject({
    pathname: '/users/1',
    search: '?tab=a%20b',
    hash: '#top',
  });
});

test('declarative routers hear of their own pushes, data routers do not', () => {
  const { history } = setUp();
  const [declarative, data] = [true, false].map((hearsOwnPushes) => {
    const router = history.connect({ hearsOwnPushes });
    const listener = jest.fn();
    router.listen(listener);
    return { router, listener };
  });
  declarative?.router.push('/a');
  data?.router.replace({ pathname: '/b', search: 'q=1' });
  expect(declarative?.listener).toHaveBeenCalledTimes(1);
  expect(data?.listener).not.toHaveBeenCalled();
  expect(history.state().path).toBe('/b?q=1');
});

test('moves from outside reach every router as a move of the browser', () => {
  const { history, onChange } = setUp();
  const listeners = [true, false].map((hearsOwnPushes) => {
    const listener = jest.fn();
    history.connect({ hearsOwnPushes }).listen(listener);
    return listener;
  });
  history.push('/about');
  history.go(-1);
  for (const listener of listeners) {
    expect(listener.mock.calls).toMatchObject([
      [{ action: 'POP', delta: 1, location: { pathname: '/about' } }],
      [{ action: 'POP', delta: -1, location: { pathname: '/' } }],
    ]);
  }
  expect(onChange).toHaveBeenLastCalledWith({ path: '/', canGoBack: false, canGoForward: true });
});

test('a router that unmounts does not silence another one', () => {
  const { history } = setUp();
  const [old, next] = [history, history].map((of) => of.connect({ hearsOwnPushes: true }));
  const heard = jest.fn();
  const stop = old?.listen(jest.fn());
  next?.listen(heard);
  stop?.();
  history.push('/x');
  next?.push('/y');
  expect(heard).toHaveBeenCalledTimes(2);
});

test('state given to a push comes with its location', () => {
  const { history } = setUp();
  const router = history.connect({ hearsOwnPushes: true });
  router.push('/a', { from: 'list' });
  router.push('/b');
  router.go(-1);
  expect(router.location).toMatchObject({ pathname: '/a', state: { from: 'list' } });
});

test('it moves as a browser’s history does', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('push' as const), path: fc.constantFrom('/a', '/b', '/c') }),
    fc.record({ kind: fc.constant('replace' as const), path: fc.constantFrom('/r', '/s') }),
    fc.record({ kind: fc.constant('go' as const), delta: fc.integer({ min: -3, max: 3 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { history } = setUp();
      const router = history.connect({ hearsOwnPushes: true });
      let model = ['/'];
      let at = 0;
      for (const { kind, ...move } of steps) {
        if (kind === 'go') {
          const { delta } = move as { delta: number };
          router.go(delta);
          at = Math.min(Math.max(at + delta, 0), model.length - 1);
        } else {
          const { path } = move as { path: string };
          router[kind](path);
          if (kind === 'push') model = [...model.slice(0, ++at), path];
          else model[at] = path;
        }
        expect(history.state()).toEqual({
          path: model[at],
          canGoBack: at > 0,
          canGoForward: at < model.length - 1,
        });
      }
    }),
  );
});
