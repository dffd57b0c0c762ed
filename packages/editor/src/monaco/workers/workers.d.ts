// Monaco ships its workers without types; they are imported for what they do.
declare module 'monaco-editor/editor/editor.worker.js';
declare module 'monaco-editor/language/css/css.worker.js';
declare module 'monaco-editor/language/html/html.worker.js';
declare module 'monaco-editor/language/json/json.worker.js';
declare module 'monaco-editor/language/typescript/ts.worker.js';
