import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { fixtureApp } from '../testing/fixture-app.ts';
import { type TypeCheck, createTypeCheck } from './check-types.ts';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));
let runDir: string;
let types: TypeCheck;

beforeAll(async () => {
  runDir = await mkdtemp(path.join(tmpdir(), 'promptly-types-'));
  types = createTypeCheck({
    searchFrom: [path.join(PACKAGES, 'verifier'), path.join(PACKAGES, 'preview')],
    runDir,
  });
});
afterAll(async () => {
  await types.close();
  await rm(runDir, { recursive: true, force: true });
});

async function findingsOf(changes: Record<string, string>) {
  return (await types.check(fixtureApp(changes))).findings;
}

describe('types', () => {
  test('are found of every package that apps may use, and of their tests', async () => {
    const findings = await findingsOf({
      'src/all.test.tsx': `import { zodResolver } from '@hookform/resolvers/zod';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cva } from 'class-variance-authority';
import { clsx } from 'clsx';
import { House } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { twMerge } from 'tailwind-merge';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';

import logo from './logo.svg';

const schema = z.object({ name: z.string() });

function Everything() {
  const { register } = useForm<z.infer<typeof schema>>({ resolver: zodResolver(schema) });
  return (
    <Dialog.Root>
      <House className={twMerge(clsx('a'), cva('b')())} />
      <Link to="/">{import.meta.env.DEV ? logo : ''}</Link>
      <input {...register('name')} onChange={vi.fn()} />
    </Dialog.Root>
  );
}

it('is there', async () => {
  render(<Everything />);
  await userEvent.click(screen.getByRole('link'));
  expect(screen.getByRole('link')).toBeInTheDocument();
});
`,
    });
    expect(findings).toEqual([]);
  });

  test.each([
    ['/etc/passwd', "import host from '/etc/passwd';"],
    ['a folder above', "import host from '../../../../etc/passwd';"],
    [
      'a folder above, through node_modules',
      "import host from '../node_modules/react/../../../../../etc/passwd';",
    ],
    ['a package that only the studio has', "import host from 'eslint';"],
    ['Node', "import host from 'node:fs';"],
  ])('of %s are not found', async (_, statement) => {
    const findings = await findingsOf({ 'src/host.ts': `${statement}\nexport { host };\n` });
    expect(findings).toMatchObject([{ severity: 'error', path: 'src/host.ts', line: 1 }]);
  });

  test('of Node are not there, so that an app cannot use what a browser lacks', async () => {
    const findings = await findingsOf({ 'src/env.ts': 'export const env = process.env;\n' });
    expect(findings).toMatchObject([{ rule: 'TS2591' }]);
  });

  test('follow a project that changes, loses files, and becomes another one', async () => {
    const broken = {
      'src/late.ts': 'export const late: number = 1;\n',
      'src/use.ts': "import { late } from './late.ts';\n\nexport const use: string = late;\n",
    };
    expect(await findingsOf(broken)).toMatchObject([{ path: 'src/use.ts', line: 3, column: 14 }]);
    expect(await findingsOf({ ...broken, 'src/late.ts': "export const late = 'now';\n" })).toEqual(
      [],
    );
    expect(await findingsOf({ 'src/use.ts': broken['src/use.ts'] })).toMatchObject([
      { rule: 'TS2307' },
    ]);
    expect(await findingsOf({})).toEqual([]);
  });

  test('are told with places in the units of editors', async () => {
    const findings = await findingsOf({
      'src/wide.ts': "export const é = '😀', wrong: number = 'x';\n",
    });
    expect(findings).toMatchObject([{ path: 'src/wide.ts', line: 1, column: 24 }]);
  });

  test.each(['mts', 'cts', 'ts', 'tsx', 'd.mts', 'd.ts'])(
    'nothing of a .%s file of one project is known in the next',
    async (ending) => {
      const secret = "export declare const secret: 'of another tenant';\n";
      const spec = { mts: './it.mjs', cts: './it.cjs', 'd.mts': './it.mjs' }[ending] ?? './it.js';
      const asks = `import { secret } from '${spec}';\n\nexport const asked: 0 = secret;\n`;
      const own = { [`src/it.${ending}`]: secret, 'src/own.ts': asks };
      expect(JSON.stringify(await findingsOf(own))).toContain('of another tenant');
      const found = JSON.stringify(await findingsOf({ 'src/asks.ts': asks }));
      expect(found).toContain('TS2307');
      expect(found).not.toContain('of another tenant');
    },
  );

  test.each([`react/${'a'.repeat(300)}`, 'react/\\0', `${'b/'.repeat(3000)}c`])(
    'a module that no file system could hold is a finding like any other',
    async (name) => {
      const findings = await findingsOf({ 'src/odd.ts': `import '${name}';\n` });
      expect(findings.every(({ path }) => path === 'src/odd.ts')).toBe(true);
      expect(await findingsOf({})).toEqual([]);
    },
  );
});
