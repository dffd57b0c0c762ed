import { useEffect, useEffectEvent, useRef } from 'react';

import type { editor, Monaco } from '../monaco/monaco.ts';
import { type EditorTheme } from '../monaco/themes.ts';
import { codeFont } from './code-font.ts';
import { motionOptions } from './motion.ts';

export interface CodeEditorProps {
  monaco: Monaco;
  model: editor.ITextModel;
  theme: EditorTheme;
  readOnly: boolean;
  /** Names the editor for screen readers. */
  label: string;
  /** Where to go, counted from 1; an object of its own goes there again. */
  place?: { line: number; column?: number } | null;
  /** How many errors the file has, as far as the editor's own checks know. */
  onErrors?: (count: number) => void;
  /** Someone followed a reference into another file. */
  onOpen?: (path: string, line: number, column: number) => void;
}

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  fixedOverflowWidgets: true,
  fontLigatures: false,
  fontSize: 13,
  lineHeight: 20,
  linkedEditing: true,
  minimap: { enabled: false, renderCharacters: false, showSlider: 'mouseover' },
  padding: { top: 12, bottom: 32 },
  quickSuggestions: { strings: true, comments: false, other: true },
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  scrollbar: { horizontalScrollbarSize: 10, verticalScrollbarSize: 10, useShadows: false },
  stickyScroll: { enabled: true },
  tabSize: 2,
  unicodeHighlight: { ambiguousCharacters: false },
};

/** On a narrow editor a map of the code would take the room of the code. */
const MINIMAP_FROM_PX = 720;

/** Monaco on one model at a time; each model comes back as it was left: cursor, selection, scroll. */
export function CodeEditor({
  monaco,
  model,
  theme,
  readOnly,
  label,
  place,
  onErrors,
  onOpen,
}: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<editor.IStandaloneCodeEditor>(null);
  const left = useRef(new WeakMap<editor.ITextModel, editor.ICodeEditorViewState>());
  const reportErrors = useEffectEvent((count: number) => onErrors?.(count));
  const openElsewhere = useEffectEvent((path: string, line: number, column: number) =>
    onOpen?.(path, line, column),
  );

  useEffect(() => {
    if (!box.current) return;
    const created = monaco.editor.create(box.current, {
      ...OPTIONS,
      ...motionOptions(),
      fontFamily: codeFont(),
      model: null,
    });
    view.current = created;
    const resizing = created.onDidLayoutChange(({ width }) =>
      created.updateOptions({ minimap: { ...OPTIONS.minimap, enabled: width >= MINIMAP_FROM_PX } }),
    );
    const opener = monaco.editor.registerEditorOpener({
      openCodeEditor(_source, resource, target) {
        const start =
          target && 'startLineNumber' in target
            ? { lineNumber: target.startLineNumber, column: target.startColumn }
            : (target ?? { lineNumber: 1, column: 1 });
        openElsewhere(resource.path.slice(1), start.lineNumber, start.column);
        return true;
      },
    });
    return () => {
      opener.dispose();
      resizing.dispose();
      created.dispose();
      view.current = null;
    };
  }, [monaco]);

  useEffect(() => {
    const editorView = view.current;
    if (!editorView || model.isDisposed()) return;
    const states = left.current;
    editorView.setModel(model);
    const state = states.get(model);
    if (state) editorView.restoreViewState(state);
    return () => {
      const leaving = editorView.getModel() === model ? editorView.saveViewState() : null;
      if (leaving) states.set(model, leaving);
    };
  }, [model, monaco]);

  useEffect(() => {
    if (!place || !view.current) return;
    const position = { lineNumber: place.line, column: place.column ?? 1 };
    view.current.setPosition(position);
    view.current.revealPositionInCenterIfOutsideViewport(position);
    view.current.focus();
  }, [place, model]);

  useEffect(() => {
    const count = () =>
      reportErrors(
        monaco.editor
          .getModelMarkers({ resource: model.uri })
          .filter(({ severity }) => severity === monaco.MarkerSeverity.Error).length,
      );
    count();
    const watching = monaco.editor.onDidChangeMarkers((uris) => {
      if (uris.some((uri) => uri.toString() === model.uri.toString())) count();
    });
    return () => watching.dispose();
  }, [monaco, model]);

  useEffect(() => {
    monaco.editor.setTheme(theme);
  }, [monaco, theme]);

  useEffect(() => {
    view.current?.updateOptions({ readOnly, ariaLabel: label });
  }, [readOnly, label]);

  return <div ref={box} className="absolute inset-0" />;
}
