/** Saves that reach the page of a preview while its app runs, in a real browser. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { fixtureApp } from './testing/fixture-app.ts';
import { openPreviewSite, type PreviewSite, type StudioView } from './testing/preview-site.ts';
import { tasksPage } from './testing/tasks-page.ts';

let site: PreviewSite;
let view: StudioView;

beforeAll(async () => {
  site = await openPreviewSite();
}, 60_000);
afterAll(() => site.close());

describe('an update in place', () => {
  const rendered = (revision: string) =>
    view.event('rendered', (event) => event.revision === revision);
  const inFrame = (code: string) => view.frame.evaluate(code);

  test('changes the pixels without a reload and without a blank frame', async () => {
    view = await site.show(fixtureApp(tasksPage('<p>one</p>')));
    await inFrame(`window.marker = 1; window.blanks = 0; window.frames_ = 0;
      (function look() {
        window.frames_ += 1;
        if (!document.body.innerText.includes('count')) window.blanks += 1;
        requestAnimationFrame(look);
      })();`);
    for (const word of ['two', 'three', 'four']) {
      await view.update(fixtureApp(tasksPage(`<p>${word}</p>`)), word);
      await rendered(word);
      expect(await view.rootText()).toContain(word);
    }
    expect(await inFrame('window.marker')).toBe(1);
    expect(await inFrame('window.blanks')).toBe(0);
    expect(await inFrame('document.querySelectorAll("#root").length')).toBe(1);
    expect(await inFrame('window.live')).toBe(1);
    expect(await inFrame('document.querySelectorAll("link[rel=stylesheet]").length')).toBe(1);
  });

  test('keeps how far the page and its parts are scrolled', async () => {
    const long = (word: string) =>
      tasksPage(`<p>${word}</p><div id="list" style={{ height: 100, overflow: 'auto' }}><div style={{ height: 900 }} /></div><div style={{ height: 3000 }} />`); // prettier-ignore
    view = await site.show(fixtureApp(long('one')));
    await inFrame('scrollTo(0, 700); document.getElementById("list").scrollTop = 250;');
    await view.update(fixtureApp(long('two')), 'two');
    await rendered('two');
    expect(await inFrame('[scrollY, document.getElementById("list").scrollTop]')).toEqual([700, 250]); // prettier-ignore
  });

  test('of styles alone keeps the state of the app', async () => {
    view = await site.show(fixtureApp(tasksPage('')));
    await view.frame.getByRole('button').click();
    const styles = `@import 'tailwindcss';\n:root { --background: red; }\nbutton { color: rgb(1, 2, 3); }`;
    await view.update(fixtureApp({ ...tasksPage(''), 'src/styles.css': styles }), 'styled');
    await rendered('styled');
    expect(await view.rootText()).toContain('count 1');
    const colour = await inFrame('getComputedStyle(document.querySelector("button")).color');
    expect(colour).toBe('rgb(1, 2, 3)');
  });

  describe('of one module', () => {
    const labelled = (label: string, more: Record<string, string> = {}) =>
      fixtureApp({
        ...tasksPage('<Label />'),
        ...more,
        'src/pages/Tasks.tsx': `import { Label } from '../Label';\n${tasksPage('<Label />')['src/pages/Tasks.tsx']}`,
        'src/Label.tsx': label,
      });
    const label = (text: string) =>
      `import { Check } from 'lucide-react';\nimport { shout } from './shout';\nexport function Label() {\n  return <p><Check />{shout('${text}')}</p>;\n}\n`;
    const shout = { 'src/shout.ts': 'export const shout = (text: string) => `${text}!`;\n' };

    test('keeps the state of the app, time after time', async () => {
      view = await site.show(labelled(label('one'), shout));
      await view.frame.getByRole('button').click();
      await inFrame('window.row = document.querySelector("main")');
      for (const word of ['two', 'three', 'one']) {
        await view.update(labelled(label(word), shout), word);
        await rendered(word);
        expect(await view.rootText()).toContain(`${word}!`);
        expect(await view.rootText()).toContain('count 1');
      }
      expect(await inFrame('window.row.isConnected')).toBe(true);
    });

    test('is taken up again after others, and after a build that was swapped whole', async () => {
      const about = { 'src/pages/About.tsx': `export const About = () => <p>About</p>;\n` };
      view = await site.show(labelled(label('one'), shout));
      await view.update(labelled(label('one'), { ...shout, ...about }), 'about');
      await rendered('about');
      const calm = { 'src/shout.ts': 'export const shout = (text: string) => `${text}.`;\n' };
      await view.update(labelled(label('one'), { ...calm, ...about }), 'calm');
      await rendered('calm');
      expect(await view.rootText()).toContain('one.');
      await view.frame.getByRole('button').click();
      await view.update(labelled(label('two'), { ...calm, ...about }), 'two');
      await rendered('two');
      expect(await view.rootText()).toMatch(/count 1[^]*two\./);
    });

    test('with other hooks than before starts its components anew', async () => {
      view = await site.show(labelled(label('one'), shout));
      await view.frame.getByRole('button').click();
      const hooked = `import { useState } from 'react';\nexport function Label() {\n  const [word] = useState('hooked');\n  return <p>{word}</p>;\n}\n`;
      await view.update(labelled(hooked, shout), 'hooked');
      await rendered('hooked');
      expect(await view.rootText()).toMatch(/count 1[^]*hooked/);
      const other = hooked.replace("'hooked'", "'other'");
      await view.update(labelled(other, shout), 'other');
      await rendered('other');
      expect(await view.rootText()).toMatch(/count 1[^]*other/);
    });

    test('that takes a hook from another component is shown, also where React throws at it', async () => {
      const state = "const [word] = useState('held');";
      const both = (own: string, others: string) =>
        `import { useState } from 'react';\nfunction Inner({ word }: { word: string }) {\n  ${others}\n  return <b>{word}</b>;\n}\nexport function Label() {\n  ${own}\n  return <Inner word={word} />;\n}\n`;
      view = await site.show(labelled(both("const word = 'own';", state.replace('word', 'own'))));
      await view.update(labelled(both(state, '')), 'lifted');
      await rendered('lifted');
      expect(await view.rootText()).toContain('held');
      expect((await view.events()).filter(({ type }) => type === 'error')).toEqual([]);
    });

    test('that becomes what it wrapped does not render itself without end', async () => {
      const slot = (code: string) => `import { Slot } from 'radix-ui';\n${code}\n`;
      const label = 'export function Label() {\n  return <Wrap><b>kept</b></Wrap>;\n}';
      view = await site.show(labelled(slot(`const Wrap = Slot.Root;\n${label}`)));
      const own = `function Wrap(props: object) {\n  return <Slot.Root {...props} id="own" />;\n}\n${label}`;
      await view.update(labelled(slot(own)), 'own');
      await rendered('own');
      expect(await view.frame.locator('#own').innerText()).toBe('kept');
    });

    test('that throws leaves the old app on screen, also in memo', async () => {
      const memoized = (body: string) =>
        `import { memo } from 'react';\nexport const Label = memo(() => {\n  ${body}\n});\n`;
      view = await site.show(labelled(memoized('return <b>old</b>;')));
      await view.update(labelled(memoized("throw new Error('broken update');")), 'broken');
      await view.event('error', ({ message, fatal }) => fatal && message === 'broken update');
      expect(await view.rootText()).toContain('old');
      await view.update(labelled(memoized('return <b>mended</b>;')), 'mended');
      await rendered('mended');
      expect(await view.rootText()).toContain('mended');
    });

    test('that names its component otherwise is shown', async () => {
      const named = (name: string) =>
        `export default function ${name}() {\n  return <b>{'${name}'}</b>;\n}\n`;
      const reexport = { 'src/Label.tsx': `export { default as Label } from './Named';\n` };
      const app = (name: string) =>
        fixtureApp({
          ...tasksPage('<Label />'),
          ...reexport,
          'src/pages/Tasks.tsx': `import { Label } from '../Label';\n${tasksPage('<Label />')['src/pages/Tasks.tsx']}`,
          'src/Named.tsx': named(name),
        });
      view = await site.show(app('First'));
      await view.frame.getByRole('button').click();
      await view.update(app('Second'), 'second');
      await rendered('second');
      expect(await view.rootText()).toMatch(/count 1[^]*Second/);
    });

    test.each([
      ['exports more than components', `export const SIZE = 1;\n${label('one')}`, label('two')],
      ['comes to export more', label('one'), `export const SIZE = 1;\n${label('two')}`],
      [
        'asks for an icon that was not there',
        label('one'),
        label('two').replaceAll('Check', 'Sun'),
      ],
    ])('that %s is swapped with all others', async (_, before, after) => {
      view = await site.show(labelled(before, shout));
      await view.frame.getByRole('button').click();
      await view.update(labelled(after, shout), 'after');
      await rendered('after');
      expect(await view.rootText()).toContain('two!');
      expect(await view.rootText()).toContain('count 0');
      expect((await view.events()).filter(({ type }) => type === 'error')).toEqual([]);
    });
  });

  test.each<[string, string, number]>([
    ['whose module throws', `throw new Error('broken update');\nexport const Tasks = () => null;`, 1], // prettier-ignore
    ['whose render throws', `export function Tasks() { throw new Error('broken update'); }`, 1],
    [
      'whose effect throws',
      `import { useEffect } from 'react';\nexport function Tasks() { useEffect(() => { throw new Error('broken update'); }); return <p>new</p>; }`,
      2,
    ], // prettier-ignore -- strict mode runs it twice
  ])('%s leaves the old app on screen, alive, and says why', async (_name, source, errors) => {
    view = await site.show(fixtureApp(tasksPage('<p>old</p>')));
    await view.update(fixtureApp({ 'src/pages/Tasks.tsx': source }), 'broken');
    expect(await view.event('error', undefined, errors)).toMatchObject({
      message: 'broken update',
      path: 'src/pages/Tasks.tsx',
      fatal: true,
    });
    expect((await view.events()).filter(({ type }) => type === 'error')).toHaveLength(errors);
    expect(await view.rootText()).toContain('old');
    expect(await inFrame('document.querySelectorAll("#root").length')).toBe(1);
    expect(await view.overlay().getByRole('alert').innerText()).toContain('broken update');
    await view.overlay().getByRole('button').click();
    await view.frame.getByRole('button', { name: 'count 0' }).click();
    expect(await view.rootText()).toContain('count 1');

    await view.update(fixtureApp(tasksPage('<p>mended</p>')), 'mended');
    await rendered('mended');
    expect(await view.rootText()).toContain('mended');
    expect(await view.overlay().count()).toBe(0);
  });

  test('back to an earlier build runs it again', async () => {
    view = await site.show(fixtureApp(tasksPage('<p>one</p>')));
    for (const [index, word] of ['two', 'one', 'two', 'one'].entries()) {
      await view.update(fixtureApp(tasksPage(`<p>${word}</p>`)), String(index));
      await rendered(String(index));
      expect(await view.rootText()).toContain(word);
    }
  });

  test('waits with the old pixels for an app that first shows nothing', async () => {
    view = await site.show(fixtureApp(tasksPage('<p>old</p>')));
    const slow = `import { use } from 'react';
const later = new Promise<string>((resolve) => { window.arrive = () => resolve('arrived'); });
export function Tasks() { return <p>{use(later)}</p>; }`;
    const app = `import { Tasks } from './pages/Tasks';\nexport const App = () => <Tasks />;`;
    await view.update(fixtureApp({ 'src/pages/Tasks.tsx': slow, 'src/App.tsx': app }), 'slow');
    await view.frame.waitForFunction(() => 'arrive' in window);
    // Time enough to draw the new app, if it were shown.
    await inFrame('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'); // prettier-ignore
    expect(await view.frame.evaluate(() => document.body.innerText)).toContain('old');
    await inFrame('window.arrive()');
    await rendered('slow');
    expect(await view.rootText()).toBe('arrived');
  });

  test('of many at once ends with the last', async () => {
    view = await site.show(fixtureApp(tasksPage('<p>zero</p>')));
    for (const word of ['a', 'b', 'c', 'd']) {
      await view.update(fixtureApp(tasksPage(`<p>last is ${word}</p>`)), word);
    }
    await rendered('d');
    expect(await view.rootText()).toContain('last is d');
  });

  test('that does not build is told over the old pixels', async () => {
    view = await site.show(fixtureApp(tasksPage('<p>old</p>')));
    const item = { severity: 'error', message: 'Unexpected ";"', path: 'src/App.tsx', line: 3 } as const; // prettier-ignore
    await view.say({ type: 'diagnostics', items: [item] });
    expect(await view.overlay().getByRole('alert').innerText()).toContain('src/App.tsx:3');
    expect(await view.rootText()).toContain('old');
    await view.say({ type: 'diagnostics', items: [] });
    await view.overlay().waitFor({ state: 'detached' });
  });
});
