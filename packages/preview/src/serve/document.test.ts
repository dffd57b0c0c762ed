import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { escapeHtml, inlineJson, previewDocument } from './document.ts';

const base = {
  scriptUrl: 'app.1.js',
  styleUrl: 'app.1.css',
  runtimeUrl: 'runtime.js',
  importMap: { imports: { react: 'react.js' } },
};

test('the import map stands before everything that loads a module', () => {
  const html = previewDocument({ ...base, preloadUrls: ['react.js'] });
  const mapAt = html.indexOf('importmap');
  for (const part of ['modulepreload', '<script src="runtime.js">']) {
    expect(html.indexOf(part)).toBeGreaterThan(mapAt);
  }
});

test('a build that failed loads no modules', () => {
  const html = previewDocument({ ...base, scriptUrl: null, preloadUrls: ['react.js'] });
  expect(html).not.toContain('modulepreload');
  expect(html).toContain('"scriptUrl":null');
});

test('no text of a project can end its element or begin another', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom('</title><script>alert(1)</script>', '"><img onerror=x>', "' onload='x", '<!--', '</script>', '\u2028'), // prettier-ignore
  );
  const plain = tagsOf(previewDocument({ ...base, title: 'x', lang: 'x', dir: 'x', htmlClass: 'x', bodyClass: 'x', diagnostics: [{ severity: 'error', message: 'x', path: 'x' }] })); // prettier-ignore
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 7, maxLength: 7 }), (texts) => {
      const [title = '', lang = '', dir = '', htmlClass = '', bodyClass = '', message = '', path] =
        texts;
      const html = previewDocument({
        ...base,
        title,
        lang,
        dir,
        htmlClass,
        bodyClass,
        diagnostics: [{ severity: 'error', message, path }],
      });
      expect(tagsOf(html)).toEqual(plain);
    }),
  );
});

test('inline JSON is the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(inlineJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(inlineJson('</script>')).not.toContain('<');
});

test('escapeHtml leaves nothing that is markup', () => {
  expect(escapeHtml(`<a href="x" id='y'>&`)).toBe(
    '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;',
  );
});

function tagsOf(html: string): string[] {
  return [...html.matchAll(/<\/?[!a-z]+/gi)].map(([tag]) => tag);
}
