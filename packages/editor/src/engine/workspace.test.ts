import { describe, expect, test } from '@jest/globals';

import { TestWorkspace } from '../test/test-workspace.ts';

const opened = (files: Record<string, string> = { 'a.ts': 'one' }) =>
  new TestWorkspace(files).opened(...Object.keys(files));

describe('typing', () => {
  test('makes a buffer dirty, and clean again when the text is as it was', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    expect(it.buffer('a.ts').status).toBe('dirty');
    it.workspace.edit('a.ts', 'one');
    expect(it.buffer('a.ts').status).toBe('clean');
  });

  test('does not move the epoch, so that a view leaves its own text alone', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    expect(it.buffer('a.ts').epoch).toBe(0);
  });
});

describe('saving', () => {
  test('sends the text with the version it was typed upon, and tells of the revision', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll();

    expect(it.server.writes).toEqual([{ path: 'a.ts', text: 'two', baseSha: 'one' }]);
    expect(it.buffer('a.ts')).toMatchObject({ status: 'clean', base: { sha: 'two' } });
    expect(it.workspace.getState().files.get('a.ts')?.sha).toBe('two');
    expect(it.revisions).toEqual(['rev_1']);
  });

  test('what is typed meanwhile stays dirty', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    it.workspace.edit('a.ts', 'three');
    await it.settleAll();

    expect(it.buffer('a.ts')).toMatchObject({
      status: 'dirty',
      text: 'three',
      base: { text: 'two' },
    });
  });

  test('asked for twice, the second follows the first and builds on it', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    it.workspace.edit('a.ts', 'three');
    it.workspace.save('a.ts');
    await it.settleWaiting();
    expect(it.server.writes).toHaveLength(1);
    await it.settleAll();

    expect(it.server.writes[1]).toEqual({ path: 'a.ts', text: 'three', baseSha: 'two' });
    expect(it.buffer('a.ts').status).toBe('clean');
  });

  test('a clean file sends nothing', async () => {
    const it = await opened();
    it.workspace.save('a.ts');
    await it.settleAll();
    expect(it.server.writes).toEqual([]);
  });

  test('saveAll saves closed files too', async () => {
    const it = await opened({ 'a.ts': 'one', 'b.ts': 'one' });
    it.workspace.edit('a.ts', 'two');
    it.workspace.edit('b.ts', 'two');
    it.workspace.close('a.ts');
    it.workspace.saveAll();
    await it.settleAll();

    expect(it.server.files).toEqual(new Map(Object.entries({ 'a.ts': 'two', 'b.ts': 'two' })));
    expect(it.workspace.getState().buffers.has('a.ts')).toBe(false);
  });
});

describe('without a server', () => {
  test('the save waits, and is sent when its time comes', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll('lost_before');
    expect(it.buffer('a.ts').status).toBe('waiting');

    await it.fireTimers();
    await it.settleAll();
    expect(it.buffer('a.ts').status).toBe('clean');
    expect(it.timerCount).toBe(0);
  });

  test('typing goes on while it waits, and the newest text is sent', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll('lost_before');
    it.workspace.edit('a.ts', 'three');
    it.workspace.retryNow();
    await it.settleAll();

    expect(it.server.files.get('a.ts')).toBe('three');
  });

  test('a save whose answer was lost is not taken for a conflict with someone else', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll('lost_after');
    it.workspace.edit('a.ts', 'three');
    it.workspace.retryNow();
    await it.settleAll();

    expect(it.buffer('a.ts').status).toBe('clean');
    expect(it.server.files.get('a.ts')).toBe('three');
  });

  test('undoing back to the old text is still sent where an unanswered save may have changed it', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll('lost_after');
    it.workspace.edit('a.ts', 'one');
    it.workspace.retryNow();
    await it.settleAll();

    expect(it.server.files.get('a.ts')).toBe('one');
  });
});

describe('a file that someone else changed', () => {
  test('is reloaded where nothing is unsaved, and the view is told', async () => {
    const it = await opened();
    it.server.put('a.ts', 'theirs');
    void it.workspace.refresh();
    await it.settleAll();

    expect(it.buffer('a.ts')).toMatchObject({ status: 'clean', text: 'theirs', epoch: 1 });
  });

  test('is kept and marked where something is unsaved, with both versions', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'mine');
    it.server.put('a.ts', 'theirs');
    void it.workspace.refresh();
    await it.settleAll();

    expect(it.buffer('a.ts')).toMatchObject({
      status: 'conflict',
      text: 'mine',
      base: { text: 'one' },
      theirs: { status: 'known', version: { text: 'theirs' } },
      asked: false,
    });
    it.workspace.save('a.ts');
    expect(it.buffer('a.ts')).toMatchObject({ status: 'conflict', asked: true });
  });

  test('is not overwritten by a save that knows nothing of it', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'mine');
    it.server.put('a.ts', 'theirs');
    it.workspace.save('a.ts');
    await it.settleAll();

    expect(it.server.files.get('a.ts')).toBe('theirs');
    expect(it.buffer('a.ts')).toMatchObject({ status: 'conflict', text: 'mine' });
  });

  test('to the very text that is typed here is no conflict', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'same');
    it.server.put('a.ts', 'same');
    void it.workspace.refresh();
    await it.settleAll();

    expect(it.buffer('a.ts').status).toBe('clean');
  });

  test('is closed where it was deleted and nothing is unsaved', async () => {
    const it = await opened({ 'a.ts': 'one', 'b.ts': 'one' });
    it.server.files.delete('a.ts');
    void it.workspace.refresh();
    await it.settleAll();

    expect(it.workspace.getState().tabs).toEqual({ open: ['b.ts'], active: 'b.ts' });
  });

  test('a list that was asked for before a save does not bring back the past', async () => {
    const it = await opened();
    void it.workspace.refresh();
    const stale = it.server.pending.shift();
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll();
    stale?.settle('answered');
    await it.settleAll();

    expect(it.buffer('a.ts')).toMatchObject({ status: 'clean', text: 'two', epoch: 0 });
  });
});

describe('a conflict', () => {
  const inConflict = async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'mine');
    it.server.put('a.ts', 'theirs');
    it.workspace.save('a.ts');
    await it.settleAll();
    return it;
  };

  test('settled with mine writes it upon theirs', async () => {
    const it = await inConflict();
    it.workspace.resolve('a.ts', { choice: 'mine' });
    await it.settleAll();
    expect(it.server.writes).toEqual([{ path: 'a.ts', text: 'mine', baseSha: 'theirs' }]);
  });

  test('settled with theirs takes their text and tells the view', async () => {
    const it = await inConflict();
    it.workspace.resolve('a.ts', { choice: 'theirs' });
    await it.settleAll();
    expect(it.buffer('a.ts')).toMatchObject({ status: 'clean', text: 'theirs', epoch: 1 });
    expect(it.server.writes).toEqual([]);
  });

  test('settled by hand writes the merged text', async () => {
    const it = await inConflict();
    it.workspace.resolve('a.ts', { choice: 'merged', text: 'both' });
    await it.settleAll();
    expect(it.server.files.get('a.ts')).toBe('both');
    expect(it.buffer('a.ts')).toMatchObject({ status: 'clean', epoch: 1 });
  });

  test('with a deleted file settled with mine makes the file anew', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'mine');
    it.server.files.delete('a.ts');
    it.workspace.save('a.ts');
    await it.settleAll();
    expect(it.buffer('a.ts')).toMatchObject({ theirs: { status: 'deleted' } });
    it.workspace.resolve('a.ts', { choice: 'mine' });
    await it.settleAll();
    expect(it.server.files.get('a.ts')).toBe('mine');
  });

  test('is over when theirs goes back to what it was', async () => {
    const it = await inConflict();
    it.server.put('a.ts', 'one');
    void it.workspace.refresh();
    await it.settleAll();
    expect(it.buffer('a.ts')).toMatchObject({ status: 'dirty', text: 'mine' });
  });

  test('whose other side could not be read asks again on the next save', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'mine');
    it.server.put('a.ts', 'theirs');
    it.workspace.save('a.ts');
    await it.settleWaiting();
    await it.settleWaiting('lost_before');
    expect(it.buffer('a.ts')).toMatchObject({ theirs: { status: 'unreadable' } });
    it.workspace.save('a.ts');
    await it.settleAll();
    expect(it.buffer('a.ts')).toMatchObject({ theirs: { status: 'known' } });
  });
});

describe('tabs', () => {
  test('closing an unsaved file keeps its text for the next time', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.close('a.ts');
    expect(it.workspace.getState().tabs.open).toEqual([]);
    it.workspace.open('a.ts');
    await it.settleAll();
    expect(it.buffer('a.ts')).toMatchObject({ status: 'dirty', text: 'two' });
  });

  test('discarding throws the text away for good', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.workspace.discard('a.ts');
    it.workspace.open('a.ts');
    await it.settleAll();
    expect(it.buffer('a.ts')).toMatchObject({ status: 'clean', text: 'one' });
    expect(it.drafts.list()).toEqual([]);
  });

  test('the neighbour of a closed tab takes its place', async () => {
    const it = await opened({ 'a.ts': '', 'b.ts': '', 'c.ts': '' });
    it.workspace.open('b.ts');
    it.workspace.close('b.ts');
    expect(it.workspace.getState().tabs).toEqual({ open: ['a.ts', 'c.ts'], active: 'c.ts' });
  });
});

describe('the tree', () => {
  test('a created file is open and clean', async () => {
    const it = await opened();
    const outcome = it.workspace.create('src/b.ts', 'new');
    await it.settleAll();
    expect(await outcome).toEqual({ ok: true });
    expect(it.buffer('src/b.ts').status).toBe('clean');
    expect(it.workspace.getState().tabs.active).toBe('src/b.ts');
  });

  test('creating over a file that is there is refused', async () => {
    const it = await opened();
    const outcome = it.workspace.create('a.ts');
    await it.settleAll();
    expect(await outcome).toMatchObject({ ok: false, reason: { code: 'path_taken' } });
    expect(it.server.files.get('a.ts')).toBe('one');
  });

  test('renaming a folder takes unsaved text, tabs and drafts along', async () => {
    const it = await opened({ 'src/a.ts': 'one', 'src/deep/b.ts': 'one' });
    it.workspace.edit('src/deep/b.ts', 'two');
    const outcome = it.workspace.rename('src', 'lib');
    await it.settleAll();
    expect(await outcome).toEqual({ ok: true });
    expect(it.workspace.getState().tabs.open).toEqual(['lib/a.ts', 'lib/deep/b.ts']);
    expect(it.buffer('lib/deep/b.ts')).toMatchObject({ status: 'dirty', text: 'two' });
    expect(it.drafts.list().map((draft) => draft.path)).toEqual(['lib/deep/b.ts']);
  });

  test('a save asked for during a rename goes to the new place', async () => {
    const it = await opened();
    void it.workspace.rename('a.ts', 'b.ts');
    it.workspace.edit('a.ts', 'two');
    it.workspace.save('a.ts');
    await it.settleAll();
    expect(Object.fromEntries(it.server.files)).toEqual({ 'b.ts': 'two' });
  });

  test('deleting a folder closes what is open in it', async () => {
    const it = await opened({ 'src/a.ts': 'one', 'b.ts': 'one' });
    void it.workspace.remove('src');
    await it.settleAll();
    expect(it.workspace.getState().tabs.open).toEqual(['b.ts']);
    expect([...it.workspace.getState().files.keys()]).toEqual(['b.ts']);
  });
});

describe('after a reload of the page', () => {
  test('unsaved text is back upon the version it was typed upon', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.reload();
    await it.opened();
    expect(it.buffer('a.ts')).toMatchObject({
      status: 'dirty',
      text: 'two',
      base: { text: 'one' },
    });
  });

  test('unsaved text upon an older version is a conflict', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.server.put('a.ts', 'theirs');
    it.reload();
    await it.opened();
    expect(it.buffer('a.ts')).toMatchObject({ status: 'conflict', text: 'two' });
  });

  test('a draft that could not be compared with the server is kept', async () => {
    const it = await opened();
    it.workspace.edit('a.ts', 'two');
    it.reload();
    void it.workspace.refresh();
    await it.settleWaiting();
    await it.settleAll('lost_before');
    expect(it.drafts.list()).toHaveLength(1);
  });
});

test('bytes that are not text are shown as such, not damaged', async () => {
  const it = await opened({ 'logo.png': 'PNG\0' });
  expect(it.workspace.getState().buffers.get('logo.png')).toMatchObject({ status: 'binary' });
  it.workspace.edit('logo.png', 'x');
  it.workspace.save('logo.png');
  await it.settleAll();
  expect(it.server.writes).toEqual([]);
});
