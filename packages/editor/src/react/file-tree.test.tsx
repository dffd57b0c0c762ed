/** @jest-environment jsdom */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { type Outcome } from '../engine/workspace.ts';
import { type FileTreeText } from './file-tree-text.ts';
import { FileTree, type FileTreeProps } from './file-tree.tsx';

const TEXT: FileTreeText = {
  label: 'Files',
  newFile: 'New file',
  newFilePath: 'Path of the new file',
  rename: 'Rename',
  renamePath: (name) => `New path of ${name}`,
  remove: 'Delete',
  menu: (name) => `Actions for ${name}`,
  unsaved: 'Not saved',
  conflict: 'Changed elsewhere',
  fault: ({ code }) => `fault: ${code}`,
};
const PATHS = ['src/main.tsx', 'src/pages/home.tsx', 'index.html'];

const onOpen = jest.fn<(path: string) => void>();
const create = jest.fn<(path: string) => Promise<Outcome>>();
const rename = jest.fn<(from: string, to: string) => Promise<Outcome>>();
const remove = jest.fn<(path: string) => void>();

function show(props: Partial<FileTreeProps> = {}) {
  return render(
    <FileTree
      paths={PATHS}
      active={null}
      markOf={() => null}
      onOpen={onOpen}
      actions={{ create, rename, remove }}
      text={TEXT}
      {...props}
    />,
  );
}

const names = () => screen.getAllByRole('treeitem').map((item) => item.textContent);
const focused = () => document.activeElement?.textContent;

// A machine that is busy with something else must not fail a test.
beforeAll(() => configure({ asyncUtilTimeout: 10_000 }));
beforeEach(() => {
  jest.clearAllMocks();
  create.mockResolvedValue({ ok: true });
  rename.mockResolvedValue({ ok: true });
  window.matchMedia = () => ({ matches: false }) as MediaQueryList;
  globalThis.ResizeObserver = class {
    observe() {
      return undefined;
    }
    disconnect() {
      return undefined;
    }
  } as unknown as typeof ResizeObserver;
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
  globalThis.CSS = { escape: (text: string) => text } as typeof CSS;
});
afterEach(cleanup);

describe('with the keyboard', () => {
  test('one Tab comes into the tree, and arrows go through it', async () => {
    show();
    await userEvent.tab();
    expect(focused()).toBe('src');
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(focused()).toBe('pages'));
    await userEvent.keyboard('{ArrowRight}');
    expect(names()).toEqual(['src', 'pages', 'home.tsx', 'main.tsx', 'index.html']);
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(focused()).toBe('index.html'));
    await userEvent.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith('index.html');
  });

  test('F2 renames, and the field begins with the name selected', async () => {
    show();
    screen.getByRole('treeitem', { name: 'main.tsx' }).focus();
    fireEvent.click(screen.getByRole('treeitem', { name: 'main.tsx' }));
    await userEvent.keyboard('{F2}');
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'New path of main.tsx' });
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe('main');
    await userEvent.keyboard('entry{Enter}');
    expect(rename).toHaveBeenCalledWith('src/main.tsx', 'src/entry.tsx');
  });

  test('Delete asks for the deletion', async () => {
    show();
    screen.getByRole('treeitem', { name: 'index.html' }).focus();
    fireEvent.click(screen.getByRole('treeitem', { name: 'index.html' }));
    await userEvent.keyboard('{Delete}');
    expect(remove).toHaveBeenCalledWith('index.html');
  });

  test('Escape gives up a new file', async () => {
    const { rerender } = show();
    rerender(
      <FileTree
        paths={PATHS}
        active={null}
        markOf={() => null}
        onOpen={onOpen}
        actions={{ create, rename, remove }}
        text={TEXT}
        createRequest={1}
      />,
    );
    await userEvent.keyboard('x{Escape}');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(create).not.toHaveBeenCalled();
  });
});

test('a path that is not taken says why, and keeps what was typed', async () => {
  create.mockResolvedValue({ ok: false, reason: { code: 'path_taken', message: '' } });
  show({ createRequest: 0 }).rerender(
    <FileTree
      paths={PATHS}
      active={null}
      markOf={() => null}
      onOpen={onOpen}
      actions={{ create, rename, remove }}
      text={TEXT}
      createRequest={1}
    />,
  );
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Path of the new file' });
  await userEvent.type(field, 'index.html{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('fault: path_taken');
  expect(field.value).toBe('index.html');
});

test('the file on screen is unfolded to, and marked', () => {
  show({
    active: 'src/pages/home.tsx',
    markOf: (path) => (path === 'index.html' ? 'unsaved' : null),
  });
  expect(screen.getByRole('treeitem', { name: 'home.tsx' }).getAttribute('aria-selected')).toBe(
    'true',
  );
  expect(screen.getByRole('treeitem', { name: /index.html/ }).textContent).toContain('Not saved');
});

test('without the right to change files there is no menu and no field', async () => {
  show({ actions: undefined });
  fireEvent.contextMenu(screen.getByRole('treeitem', { name: 'index.html' }));
  screen.getByRole('treeitem', { name: 'index.html' }).focus();
  await userEvent.keyboard('{F2}{Delete}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('of five thousand files a few dozen are drawn', () => {
  show({ paths: Array.from({ length: 5000 }, (_, index) => `file-${index}.ts`) });
  expect(screen.getAllByRole('treeitem').length).toBeLessThan(60);
});

test('files named like what every object has are shown as any other', () => {
  show({ paths: ['constructor', '__proto__'] });
  expect(names()).toEqual(['__proto__', 'constructor']);
});
