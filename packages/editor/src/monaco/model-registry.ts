import { type ReadResult, type WorkspaceFile } from '../engine/backend.ts';
import { isTextBuffer, type TextBuffer } from '../engine/buffer.ts';
import { textOfBytes } from '../engine/bytes.ts';
import { type Workspace } from '../engine/workspace.ts';
import { languageOf } from './language-of.ts';
import type { editor, IDisposable, Monaco } from './monaco.ts';
import { textEdit } from './text-edit.ts';

export interface ModelRegistryOptions {
  monaco: Monaco;
  workspace: Workspace;
  /** Reads a file that is not open: others refer to its types. */
  readFile: (path: string, sha: string) => Promise<ReadResult>;
}

/**
 * A Monaco model for each file that is open, in step with its buffer both ways, and for each source file of the
 * project, so that types and definitions are known across files.
 */
export interface ModelRegistry {
  /** The model of an open text file. */
  modelOf: (path: string) => editor.ITextModel | null;
  dispose: () => void;
}

interface Entry {
  model: editor.ITextModel;
  /** Of the buffer whose text the model has; null for a file that is not open. */
  epoch: number | null;
  /** Of the version that a file which is not open was read at. */
  sha: string | null;
  /** What a refactoring wrote into a file that is not open: it is opened, and then has this text. */
  written: string | null;
  typing: IDisposable;
}

const SOURCE = /\.(?:[cm]?[jt]sx?|json)$/;
/** Beyond these, types across files are not worth the memory. */
const MAX_SOURCE_FILES = 600;
const MAX_SOURCE_BYTES = 256 * 1024;
const READS_AT_ONCE = 4;

export function createModelRegistry(options: ModelRegistryOptions): ModelRegistry {
  const { monaco, workspace, readFile } = options;
  const entries = new Map<string, Entry>();
  /** Versions that were asked for, by path. */
  const asked = new Map<string, string>();
  let disposed = false;
  /** True while a model takes over a text: that is no typing. */
  let takingOver = false;
  let reading = 0;
  let announced = 0;
  let listed: ReadonlyMap<string, WorkspaceFile> | null = null;

  const unsubscribe = workspace.subscribe(sync);
  sync();

  return {
    modelOf: (path) => entries.get(path)?.model ?? null,
    dispose() {
      disposed = true;
      unsubscribe();
      for (const path of [...entries.keys()]) drop(path);
    },
  };

  function sync(): void {
    const { buffers, files } = workspace.getState();
    let hasClosed = false;
    for (const [path, buffer] of buffers) {
      if (isTextBuffer(buffer)) syncOpen(path, buffer);
    }
    for (const [path, entry] of entries) {
      if (isTextBuffer(buffers.get(path))) continue;
      if (!files.has(path)) {
        drop(path);
      } else if (entry.epoch !== null) {
        // A file that was closed goes on as a source that others refer to.
        entry.epoch = null;
        // Its model may hold text that was thrown away.
        asked.delete(path);
        hasClosed = true;
      }
    }
    // Every key press comes by here: the list of files is gone through only when it changed.
    if (files === listed && !hasClosed) return;
    listed = files;
    readSources();
  }

  function syncOpen(path: string, buffer: TextBuffer): void {
    const entry = entries.get(path) ?? add(path, buffer.text);
    if (entry.epoch === buffer.epoch) return;
    const { written } = entry;
    entry.epoch = buffer.epoch;
    entry.sha = null;
    entry.written = null;
    if (written === null) takeOver(entry.model, buffer.text);
    else workspace.edit(path, written);
  }

  function readSources(): void {
    const { buffers, files } = workspace.getState();
    for (const { path, sha } of sourcesOf(files)) {
      if (reading >= READS_AT_ONCE) return;
      if (buffers.has(path) || entries.get(path)?.sha === sha || asked.get(path) === sha) continue;
      asked.set(path, sha);
      reading += 1;
      void readFile(path, sha).then((result) => {
        reading -= 1;
        if (disposed) return;
        if (result.kind === 'read') takeOverSource(path, sha, textOfBytes(result.bytes));
        readSources();
        if (reading === 0) void announceSources();
      });
    }
  }

  /** A file that was opened or changed again while it was read has a better text. */
  function takeOverSource(path: string, sha: string, text: string | null): void {
    const entry = entries.get(path);
    if (text === null || asked.get(path) !== sha || workspace.getState().buffers.has(path)) return;
    if (entry) takeOver(entry.model, text);
    (entry ?? add(path, text)).sha = sha;
  }

  /** Makes the new sources known to the compiler, which then judges what is on screen once more. */
  async function announceSources(): Promise<void> {
    announced += 1;
    const { typescript } = monaco;
    try {
      const worker = await typescript.getTypeScriptWorker();
      await worker(...[...entries.values()].map(({ model }) => model.uri));
    } catch {
      // The compiler has not begun, or has ended: when it begins it takes all models by itself.
      return;
    }
    if (disposed) return;
    // Monaco judges a file when it changes or a library does, not when another file has come.
    typescript.typescriptDefaults.addExtraLib(`// ${announced}`, 'file:///announced.d.ts');
  }

  function add(path: string, text: string): Entry {
    const uri = monaco.Uri.from({ scheme: 'file', path: `/${path}` });
    // Another project's page may have left without its goodbye.
    monaco.editor.getModel(uri)?.dispose();
    const model = monaco.editor.createModel(text, languageOf(path), uri);
    const typing = model.onDidChangeContent(() => {
      if (!takingOver) onTyped(path, textOf(model));
    });
    const entry: Entry = { model, epoch: null, sha: null, written: null, typing };
    entries.set(path, entry);
    return entry;
  }

  function onTyped(path: string, text: string): void {
    const entry = entries.get(path);
    if (entry?.epoch !== null) return workspace.edit(path, text);
    entry.written = text;
    workspace.open(path, { behind: true });
  }

  function drop(path: string): void {
    const entry = entries.get(path);
    entries.delete(path);
    asked.delete(path);
    entry?.typing.dispose();
    entry?.model.dispose();
  }

  /** Takes over a text as one step that can be undone: what was typed before is not out of reach. */
  function takeOver(model: editor.ITextModel, text: string): void {
    const current = textOf(model);
    if (current === text) return;
    const { start, end, text: replacement } = textEdit(model.getValue(), withoutMark(text));
    const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
    takingOver = true;
    model.pushStackElement();
    model.pushEditOperations([], [{ range, text: replacement }], () => null);
    model.pushStackElement();
    takingOver = false;
  }
}

function sourcesOf(files: ReadonlyMap<string, WorkspaceFile>): WorkspaceFile[] {
  return [...files.values()]
    .filter(({ path, size }) => SOURCE.test(path) && size <= MAX_SOURCE_BYTES)
    .slice(0, MAX_SOURCE_FILES);
}

/** The text with its byte order mark, which Monaco keeps aside. */
function textOf(model: editor.ITextModel): string {
  return model.getValue(undefined, true);
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
