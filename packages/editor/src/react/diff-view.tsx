import { useEffect, useRef } from 'react';

import { languageOf } from '../monaco/language-of.ts';
import type { editor, Monaco } from '../monaco/monaco.ts';
import { type EditorTheme } from '../monaco/themes.ts';
import { codeFont } from './code-font.ts';

export interface DiffViewProps {
  monaco: Monaco;
  path: string;
  /** Shown as it is. */
  original: string;
  /** Can be edited. */
  model: editor.ITextModel;
  theme: EditorTheme;
  /** Name the two sides for screen readers. */
  originalLabel: string;
  modelLabel: string;
}

const OPTIONS: editor.IDiffEditorConstructionOptions = {
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontSize: 13,
  lineHeight: 20,
  hideUnchangedRegions: { enabled: true },
  minimap: { enabled: false },
  originalEditable: false,
  padding: { top: 12 },
  renderOverviewRuler: false,
  renderSideBySideInlineBreakpoint: 640,
  scrollBeyondLastLine: false,
  useInlineViewWhenSpaceIsLimited: true,
};

/** Another version beside a file's own; one below the other where there are no more than 640 px. */
export function DiffView({
  monaco,
  path,
  original,
  model,
  theme,
  originalLabel,
  modelLabel,
}: DiffViewProps) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!box.current || model.isDisposed()) return;
    const originalModel = monaco.editor.createModel(original, languageOf(path));
    const view = monaco.editor.createDiffEditor(box.current, {
      ...OPTIONS,
      fontFamily: codeFont(),
      originalAriaLabel: originalLabel,
      modifiedAriaLabel: modelLabel,
    });
    view.setModel({ original: originalModel, modified: model });
    return () => {
      view.dispose();
      originalModel.dispose();
    };
  }, [monaco, path, original, model, originalLabel, modelLabel]);

  useEffect(() => {
    monaco.editor.setTheme(theme);
  }, [monaco, theme]);

  return <div ref={box} className="absolute inset-0" />;
}
