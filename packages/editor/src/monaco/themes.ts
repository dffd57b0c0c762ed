import type { Monaco } from './monaco.ts';

export type EditorTheme = 'promptly-light' | 'promptly-dark';

interface Inks {
  text: string;
  comment: string;
  keyword: string;
  string: string;
  number: string;
  type: string;
  tag: string;
  attribute: string;
  delimiter: string;
}

interface Surfaces {
  background: string;
  line: string;
  lineNumber: string;
  lineNumberActive: string;
  selection: string;
  match: string;
  guide: string;
  popover: string;
  border: string;
  accent: string;
  inserted: string;
  removed: string;
}

const LIGHT_INKS: Inks = {
  text: '#201c16',
  comment: '#7b7264',
  keyword: '#a13c1b',
  string: '#14664f',
  number: '#8a5a00',
  type: '#27598c',
  tag: '#8f2a4b',
  attribute: '#705300',
  delimiter: '#5d564b',
};

const DARK_INKS: Inks = {
  text: '#ede5dc',
  comment: '#94897c',
  keyword: '#ee9d78',
  string: '#7cc7a8',
  number: '#e4b664',
  type: '#8dbdee',
  tag: '#ee97ae',
  attribute: '#dcc380',
  delimiter: '#aea396',
};

const LIGHT: Surfaces = {
  background: '#ffffff',
  line: '#f7f4ee',
  lineNumber: '#7b7264',
  lineNumberActive: '#5d564b',
  selection: '#14664f2e',
  match: '#e8a12755',
  guide: '#201c1614',
  popover: '#ffffff',
  border: '#201c161f',
  accent: '#14664f',
  inserted: '#137d4122',
  removed: '#c52c2a1f',
};

const DARK: Surfaces = {
  background: '#1d1a17',
  line: '#24201c',
  lineNumber: '#94897c',
  lineNumberActive: '#c9bdb0',
  selection: '#58a28845',
  match: '#f5ae3955',
  guide: '#f5ede518',
  popover: '#211e1b',
  border: '#f5ede524',
  accent: '#58a288',
  inserted: '#51af6f2b',
  removed: '#f75e542b',
};

/** Defines the editor's two themes, in the colours of the studio. */
export function defineThemes(monaco: Monaco): void {
  define(monaco, 'promptly-light', 'vs', LIGHT_INKS, LIGHT);
  define(monaco, 'promptly-dark', 'vs-dark', DARK_INKS, DARK);
}

function define(
  monaco: Monaco,
  name: EditorTheme,
  base: 'vs' | 'vs-dark',
  inks: Inks,
  surfaces: Surfaces,
): void {
  monaco.editor.defineTheme(name, {
    base,
    inherit: false,
    rules: [
      { token: '', foreground: bare(inks.text) },
      { token: 'comment', foreground: bare(inks.comment), fontStyle: 'italic' },
      { token: 'keyword', foreground: bare(inks.keyword) },
      { token: 'string', foreground: bare(inks.string) },
      { token: 'string.escape', foreground: bare(inks.number) },
      { token: 'regexp', foreground: bare(inks.number) },
      { token: 'number', foreground: bare(inks.number) },
      { token: 'type', foreground: bare(inks.type) },
      { token: 'type.identifier', foreground: bare(inks.type) },
      { token: 'tag', foreground: bare(inks.tag) },
      { token: 'metatag', foreground: bare(inks.tag) },
      { token: 'attribute.name', foreground: bare(inks.attribute) },
      { token: 'attribute.value', foreground: bare(inks.string) },
      { token: 'delimiter', foreground: bare(inks.delimiter) },
      { token: 'string.key.json', foreground: bare(inks.type) },
      { token: 'string.value.json', foreground: bare(inks.string) },
    ],
    colors: colorsOf(inks, surfaces),
  });
}

function colorsOf(inks: Inks, surfaces: Surfaces): Record<string, string> {
  return {
    'editor.background': surfaces.background,
    'editor.foreground': inks.text,
    'editorGutter.background': surfaces.background,
    'editorLineNumber.foreground': surfaces.lineNumber,
    'editorLineNumber.activeForeground': surfaces.lineNumberActive,
    'editor.lineHighlightBackground': surfaces.line,
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': surfaces.selection,
    'editor.inactiveSelectionBackground': surfaces.selection,
    'editor.findMatchBackground': surfaces.match,
    'editor.findMatchHighlightBackground': surfaces.match,
    'editorCursor.foreground': surfaces.accent,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((depth) => [
        `editorBracketHighlight.foreground${depth}`,
        inks.delimiter,
      ]),
    ),
    'editorIndentGuide.background1': surfaces.guide,
    'editorIndentGuide.activeBackground1': surfaces.border,
    'editorWidget.background': surfaces.popover,
    'editorWidget.border': surfaces.border,
    'editorSuggestWidget.background': surfaces.popover,
    'editorSuggestWidget.border': surfaces.border,
    'editorSuggestWidget.selectedBackground': surfaces.line,
    'editorHoverWidget.background': surfaces.popover,
    'editorHoverWidget.border': surfaces.border,
    'input.background': surfaces.background,
    'input.border': surfaces.border,
    focusBorder: surfaces.accent,
    'scrollbar.shadow': '#00000000',
    'editorOverviewRuler.border': '#00000000',
    'diffEditor.insertedTextBackground': surfaces.inserted,
    'diffEditor.removedTextBackground': surfaces.removed,
    'diffEditor.insertedLineBackground': surfaces.inserted,
    'diffEditor.removedLineBackground': surfaces.removed,
    'diffEditor.border': surfaces.border,
  };
}

/** Token rules take colours without their hash. */
function bare(color: string): string {
  return color.slice(1);
}
