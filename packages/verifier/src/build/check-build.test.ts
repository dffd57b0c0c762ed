import { describe, expect, test } from '@jest/globals';
import type { PreviewBuild } from '@promptly/preview';

import { fixtureApp, fixtureWith } from '../testing/fixture-app.ts';
import { checkBuild } from './check-build.ts';

const BUILT: PreviewBuild = {
  ok: true,
  script: new Uint8Array(2_000),
  sourceMap: null,
  style: new Uint8Array(48),
  scriptName: 'app.js',
  styleName: 'app.css',
  patch: null,
  assets: new Map(),
  imports: ['react', 'react/jsx-runtime', 'react-dom/client', 'react-router'],
  title: 'App',
  lang: 'en',
  dir: '',
  htmlClass: '',
  bodyClass: '',
  diagnostics: [],
  durationMs: 1,
};

describe('the build of an app', () => {
  test('passes when it bundles, starts and names what it imports', () => {
    expect(checkBuild(fixtureApp(), BUILT)).toEqual({
      status: 'passed',
      findings: [],
      summary: '2 KiB of script and styles',
    });
  });

  test('fails with what the bundler says', () => {
    const diagnostics = [{ severity: 'error', message: 'no', path: 'src/a.ts', line: 1 } as const];
    expect(checkBuild(fixtureApp(), { ...BUILT, diagnostics }).findings).toEqual(diagnostics);
  });

  test.each([
    ['without index.html', fixtureApp({ 'index.html': null }), /no index.html/],
    [
      'whose script is in a comment',
      fixtureWith(
        'index.html',
        '<script type="module" src="/src/main.tsx"></script>',
        '<!-- <script type="module" src="/src/main.tsx"></script> -->',
      ),
      /never starts/,
    ],
    [
      'whose script is not there',
      fixtureWith('index.html', '/src/main.tsx', '/src/start.tsx'),
      /start\.tsx, which does not exist/,
    ],
    ['without package.json', fixtureApp({ 'package.json': null }), /no package.json/],
    [
      'with a package.json of nonsense',
      fixtureApp({ 'package.json': '[1]' }),
      /not the package.json/,
    ],
    [
      'that imports what it does not name',
      fixtureWith('package.json', '"react-router"', '"react-rooter"'),
      /does not name "react-router"/,
    ],
    [
      'whose tools are not named',
      fixtureWith('package.json', '"@vitejs/plugin-react"', '"@vitejs/plugin"'),
      /does not name "@vitejs\/plugin-react"/,
    ],
  ])('of a project %s fails', (_, tree, message) => {
    const { status, findings } = checkBuild(tree, BUILT);
    expect(status).toBe('failed');
    expect(findings.map((finding) => finding.message).join('\n')).toMatch(message);
  });

  test('warns of packages that the studio does not know', () => {
    const tree = fixtureWith(
      'package.json',
      '"dependencies": {',
      '"dependencies": {\n    "left-pad": "1.3.0",',
    );
    expect(checkBuild(tree, BUILT)).toMatchObject({
      status: 'passed',
      findings: [{ severity: 'warning', message: expect.stringContaining('"left-pad"') }],
    });
  });
});
