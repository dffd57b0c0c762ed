import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  PREVIEW_STORAGE_MAX_CHARS,
  type PreviewCommand,
  type PreviewEvent,
  previewEnvelope,
  readPreviewCommand,
  readPreviewEvent,
} from './preview-bridge.ts';

const EVENTS: PreviewEvent[] = [
  { type: 'ready' },
  { type: 'rendered', durationMs: 12.5, revision: 'rev_1' },
  { type: 'path', path: '/users?q=a#top', canGoBack: true, canGoForward: false },
  { type: 'console', level: 'warn', args: ['a', 'b'] },
  { type: 'error', message: 'boom', stack: 'at x', path: 'src/App.tsx', line: 3, fatal: true },
  { type: 'storage', area: 'local', entries: [['theme', 'dark'], ['old', null]] }, // prettier-ignore
];

const COMMANDS: PreviewCommand[] = [
  { type: 'init', storage: { local: { a: '1' }, session: {} }, path: '/x' },
  {
    type: 'update',
    scriptUrl: 'app.1.js',
    styleUrl: 'app.1.css',
    document: { title: 'Shop', lang: 'fr', dir: '', htmlClass: 'dark', bodyClass: '' },
    revision: 'rev_2',
  },
  {
    type: 'update',
    scriptUrl: 'app.2.js',
    patch: { base: 'app.1.js', path: 'src/App.tsx', scriptUrl: 'patch.2.js' },
    styleUrl: 'app.1.css',
    document: { title: '', lang: '', dir: '', htmlClass: '', bodyClass: '' },
  },
  { type: 'diagnostics', items: [{ severity: 'error', message: 'broken' }] },
  { type: 'navigate', path: '/x' },
  { type: 'back' },
  { type: 'forward' },
  { type: 'reload' },
];

test.each(EVENTS)('an event of type $type is read as it was sent', (event) => {
  expect(readPreviewEvent(previewEnvelope(event))).toEqual(event);
});

test.each(COMMANDS)('a command of type $type is read as it was sent', (command) => {
  expect(readPreviewCommand(previewEnvelope(command))).toEqual(command);
});

describe('what a hostile page can post', () => {
  test.each([
    ['no envelope', { type: 'ready' }],
    ['another channel', { channel: 'x', message: { type: 'ready' } }],
    ['a command', previewEnvelope({ type: 'reload' })],
    ['a path to another host', previewEnvelope({ type: 'path', path: '//evil.example', canGoBack: true, canGoForward: true })], // prettier-ignore
    ['a backslash path', previewEnvelope({ type: 'path', path: '/\\evil', canGoBack: true, canGoForward: true })], // prettier-ignore
    ['a path that a URL reads as another host', previewEnvelope({ type: 'path', path: '/\t/evil.example', canGoBack: true, canGoForward: true })], // prettier-ignore
    ['a script path', previewEnvelope({ type: 'path', path: 'javascript:1', canGoBack: true, canGoForward: true })], // prettier-ignore
    ['too much storage', previewEnvelope({ type: 'storage', area: 'local', entries: [['k', 'x'.repeat(PREVIEW_STORAGE_MAX_CHARS)]] })], // prettier-ignore
    ['a negative time', previewEnvelope({ type: 'rendered', durationMs: -1 })],
  ])('%s is dropped', (_name, data) => {
    expect(readPreviewEvent(data)).toBeNull();
  });

  test('long texts are cut', () => {
    const event = readPreviewEvent(
      previewEnvelope({ type: 'error', message: 'x'.repeat(1e6), fatal: false }),
    );
    expect(event).toMatchObject({ type: 'error', fatal: false });
    expect((event as { message: string }).message.length).toBeLessThan(30_000);
  });

  test('anything at all is read without throwing, and a path never names another host', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (message, extra) => {
        for (const data of [message, { channel: 'promptly-preview', message: extra }]) {
          const event = readPreviewEvent(data);
          if (event?.type === 'path') expect(event.path).toMatch(/^\/(?![/\\])/);
          readPreviewCommand(data);
        }
      }),
    );
  });
});
