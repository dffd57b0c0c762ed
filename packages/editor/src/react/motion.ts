import type { editor } from '../monaco/monaco.ts';

/** Movements of the editor that only please the eye; none for readers who asked for less motion. */
export function motionOptions(): editor.IEditorOptions {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { smoothScrolling: !reduced, cursorSmoothCaretAnimation: reduced ? 'off' : 'on' };
}
