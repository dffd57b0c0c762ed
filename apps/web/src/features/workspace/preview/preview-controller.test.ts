import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  type Preview,
  type PreviewCommand,
  previewEnvelope,
  type PreviewEvent,
} from '@promptly/common';

import { createPreviewController, type PreviewController } from './preview-controller.ts';

class FakeWindow {
  readonly received: PreviewCommand[] = [];
  postMessage = (envelope: unknown) => {
    this.received.push((envelope as { message: PreviewCommand }).message);
  };
}

let stored = { local: { a: '1' } };
const storage = {
  changes: [] as unknown[],
  read: () => stored,
  change: (area: string, entries: unknown) => void storage.changes.push([area, entries]),
};

function build(revisionId: string, faults: Preview['diagnostics'] = []): Preview {
  return {
    revisionId,
    url: `http://preview/${revisionId}/`,
    scriptUrl: `http://preview/${revisionId}/app.js`,
    styleUrl: `http://preview/${revisionId}/app.css`,
    document: { title: revisionId, lang: '', dir: '', htmlClass: '', bodyClass: '' },
    diagnostics: faults,
  };
}

let controller: PreviewController;
const windows = new Map<number, FakeWindow>();

function windowOf(id: number): FakeWindow {
  const known = windows.get(id) ?? new FakeWindow();
  windows.set(id, known);
  controller.attach(id, known);
  return known;
}

function says(id: number, event: PreviewEvent): void {
  const source = windowOf(id) as unknown as MessageEventSource;
  controller.receive({ source, data: previewEnvelope(event as never) });
}

const shownRevision = () => {
  const { frames, shownId } = controller.getState();
  return frames.find(({ id }) => id === shownId)?.revisionId ?? null;
};
const frameIds = () => controller.getState().frames.map(({ id }) => id);

beforeEach(() => {
  jest.useFakeTimers();
  windows.clear();
  storage.changes = [];
  stored = { local: { a: '1' } };
  controller = createPreviewController({ storage, renderTimeoutMs: 1000, updateTimeoutMs: 100 });
});
afterEach(() => {
  controller.dispose();
  jest.useRealTimers();
});

function showRendered(revisionId: string): number {
  controller.show(build(revisionId));
  const id = frameIds().at(-1) ?? 0;
  says(id, { type: 'rendered', durationMs: 1 });
  return id;
}

describe('a new build', () => {
  test('stays behind the old one until it has rendered', () => {
    const first = showRendered('rev_1');
    controller.show(build('rev_2'));
    expect(shownRevision()).toBe('rev_1');
    expect(frameIds()).toEqual([first, first + 1]);

    says(first + 1, { type: 'rendered', durationMs: 1 });
    expect(shownRevision()).toBe('rev_2');
    expect(frameIds()).toEqual([first + 1]);
  });

  test('that is overtaken by a newer one is never shown', () => {
    const first = showRendered('rev_1');
    controller.show(build('rev_2'));
    controller.show(build('rev_3'));
    says(first + 1, { type: 'rendered', durationMs: 1 });
    expect(shownRevision()).toBe('rev_1');
    says(first + 2, { type: 'rendered', durationMs: 1 });
    expect(shownRevision()).toBe('rev_3');
  });

  test('that never renders is shown after a while, as silent', () => {
    showRendered('rev_1');
    controller.show(build('rev_2'));
    jest.advanceTimersByTime(1000);
    expect(controller.getState().frames[0]).toMatchObject({
      revisionId: 'rev_2',
      status: 'silent',
    });
  });

  test('that fails at once is shown at once: it says itself what is wrong', () => {
    const first = showRendered('rev_1');
    controller.show(build('rev_2'));
    says(first + 1, { type: 'error', message: 'boom', fatal: true });
    expect(shownRevision()).toBe('rev_2');
  });

  test('gets the storage of the project and the path that was open', () => {
    const first = showRendered('rev_1');
    says(first, { type: 'path', path: '/orders', canGoBack: true, canGoForward: false });
    controller.show(build('rev_2'));
    says(first + 1, { type: 'ready' });
    expect(windowOf(first + 1).received).toEqual([
      { type: 'init', storage: { local: { a: '1' } }, path: '/orders' },
    ]);
  });
});

describe('an edit', () => {
  test('is swapped in place, with no second page', () => {
    const first = showRendered('rev_1');
    controller.update(build('rev_2'));
    expect(windowOf(first).received.at(-1)).toMatchObject({ type: 'update', revision: 'rev_2' });
    says(first, { type: 'rendered', durationMs: 30, revision: 'rev_2' });
    expect(shownRevision()).toBe('rev_2');
    expect(frameIds()).toEqual([first]);
    expect(controller.getState().updatedMs).toBe(30);
  });

  test('of one module brings its patch along', () => {
    const first = showRendered('rev_1');
    const patch = { base: 'app.1.js', path: 'src/App.tsx', scriptUrl: 'http://preview/patch.2.js' };
    controller.update({ ...build('rev_2'), patch });
    expect(windowOf(first).received.at(-1)).toMatchObject({ type: 'update', patch });
  });

  test('is what the page aims at until it is swapped, and as long as nothing else is asked for', () => {
    expect(controller.aim()).toBeNull();
    const id = showRendered('rev_1');
    controller.update(build('rev_2'));
    expect(controller.aim()).toBe('rev_2');
    says(id, { type: 'rendered', durationMs: 1, revision: 'rev_2' });
    expect(controller.aim()).toBe('rev_2');
    controller.show(build('rev_3'));
    expect(controller.aim()).toBe('rev_3');
  });

  test('that the page does not take over is loaded anew', () => {
    const first = showRendered('rev_1');
    controller.update(build('rev_2'));
    jest.advanceTimersByTime(100);
    expect(controller.getState().frames.at(-1)).toMatchObject({
      id: first + 1,
      revisionId: 'rev_2',
    });
  });

  test('that does not build leaves the last good pixels, with its faults over them', () => {
    const first = showRendered('rev_1');
    const fault = { severity: 'error' as const, message: 'Unexpected token' };
    controller.update(build('rev_2', [fault]));
    jest.advanceTimersByTime(1000);
    expect(windowOf(first).received).toEqual([{ type: 'diagnostics', items: [fault] }]);
    expect(shownRevision()).toBe('rev_1');
    expect(frameIds()).toEqual([first]);
  });

  test('before anything rendered is loaded as a page', () => {
    controller.update(build('rev_1'));
    expect(controller.getState().frames).toHaveLength(1);
  });
});

describe('messages', () => {
  test('of a window that is no frame of ours are not heard', () => {
    showRendered('rev_1');
    const stranger = new FakeWindow() as unknown as MessageEventSource;
    const data = previewEnvelope({
      type: 'storage',
      area: 'local',
      entries: [['a', 'b']],
    } as const);
    controller.receive({ source: stranger, data });
    controller.receive({ source: null, data });
    expect(storage.changes).toEqual([]);
  });

  test('that are not of the protocol are not heard', () => {
    const first = showRendered('rev_1');
    const source = windowOf(first) as unknown as MessageEventSource;
    for (const data of [
      null,
      'x',
      { channel: 'promptly-preview', message: { type: 'path', path: '//evil' } },
    ]) {
      controller.receive({ source, data });
    }
    expect(controller.getState().frames[0]?.path).toBe('/');
  });

  test('of the console are kept with the page that sent them, repeats counted', () => {
    const first = showRendered('rev_1');
    says(first, { type: 'console', level: 'warn', args: ['a', 'b'] });
    says(first, { type: 'console', level: 'warn', args: ['a', 'b'] });
    expect(controller.getState().frames[0]?.log).toMatchObject([{ text: 'a b', count: 2 }]);
    controller.clearLog();
    expect(controller.getState().frames[0]?.log).toEqual([]);
  });

  test('of storage reach the storage of the project', () => {
    const first = showRendered('rev_1');
    says(first, { type: 'storage', area: 'local', entries: [['k', 'v']] });
    expect(storage.changes).toEqual([['local', [['k', 'v']]]]);
  });
});

describe('a page that waits for a build', () => {
  function prepared(): number {
    controller.prepare('http://preview/blank');
    return frameIds().at(-1) ?? 0;
  }

  test('starts the next one, out of sight until it has rendered', () => {
    const first = showRendered('rev_1');
    const blank = prepared();
    says(blank, { type: 'ready' });
    expect(shownRevision()).toBe('rev_1');
    // React unties and ties a frame each time it renders.
    controller.attach(blank, null);
    controller.attach(blank, windowOf(blank));

    says(first, { type: 'path', path: '/settings', canGoBack: true, canGoForward: false });
    stored = { local: { a: '2' } };
    controller.start(build('rev_2'));
    expect(windowOf(blank).received).toMatchObject([
      { type: 'init', storage: { local: { a: '2' } }, path: '/settings' },
      { type: 'update', revision: 'rev_2', document: { title: 'rev_2' } },
    ]);
    expect(frameIds()).toEqual([first, blank]);
    says(blank, { type: 'rendered', durationMs: 1, revision: 'rev_2' });
    expect(shownRevision()).toBe('rev_2');
    expect(frameIds()).toEqual([blank]);
  });

  test('is told of a build that came before it listened', () => {
    const blank = prepared();
    controller.start(build('rev_1'));
    expect(windowOf(blank).received).toEqual([]);
    says(blank, { type: 'ready' });
    expect(windowOf(blank).received.map(({ type }) => type)).toEqual(['init', 'update']);
  });

  test('makes room for the page of the build itself when it does not start it in time', () => {
    const blank = prepared();
    controller.start(build('rev_1'));
    jest.advanceTimersByTime(100);
    expect(frameIds()).toEqual([blank + 1]);
    expect(controller.getState().frames[0]).toMatchObject({ url: 'http://preview/rev_1/' });
  });

  test('is not used for a build with faults, which only a page of its own can show', () => {
    const blank = prepared();
    says(blank, { type: 'ready' });
    controller.start(build('rev_1', [{ severity: 'error', message: 'broken' }]));
    expect(controller.getState().frames).toMatchObject([{ url: 'http://preview/rev_1/' }]);
  });

  test('is made once, and not while another page loads', () => {
    const blank = prepared();
    expect(prepared()).toBe(blank);
    controller.start(build('rev_1'));
    expect(prepared()).toBe(blank);
  });

  test('that loads itself anew gets its build again', () => {
    const blank = prepared();
    says(blank, { type: 'ready' });
    controller.start(build('rev_1'));
    says(blank, { type: 'rendered', durationMs: 1, revision: 'rev_1' });
    says(blank, { type: 'ready' });
    const types = windowOf(blank).received.map(({ type }) => type);
    expect(types).toEqual(['init', 'update', 'init', 'update']);
    expect(frameIds()).toEqual([blank]);
  });

  test('that loads itself anew on an update keeps that update from being forgotten', () => {
    const blank = prepared();
    controller.start(build('rev_1'));
    says(blank, { type: 'rendered', durationMs: 1, revision: 'rev_1' });
    controller.update(build('rev_2'));
    says(blank, { type: 'ready' });
    jest.advanceTimersByTime(100);
    expect(controller.getState().frames.at(-1)).toMatchObject({
      url: 'http://preview/rev_2/',
      status: 'loading',
    });
  });

  test('is left to its build by what is looked at meanwhile', () => {
    const blank = prepared();
    controller.show(build('rev_0'));
    expect(controller.getState().frames.at(-1)).toMatchObject({ url: 'http://preview/rev_0/' });
    expect(frameIds()).not.toContain(blank);
  });
});
