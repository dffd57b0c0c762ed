import { useSearchParams } from 'react-router';

/** What can be on screen; the conversation is a view of its own where there is room for one only. */
export const VIEWS = ['chat', 'preview', 'code', 'history'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  path: string;
  line?: number;
  column?: number;
}

export interface WorkspaceUrl {
  /** Null where the address names none. */
  view: View | null;
  /** The file that is open in the editor. */
  place: Place | null;
  /** A revision other than the head that the preview shows. */
  revisionId: string | null;
  show: (view: View) => void;
  /** Opens a file in the editor, at a line where one is given. */
  openFile: (place: Place) => void;
  /** Notes which file is open, without going to the editor. */
  noteFile: (path: string | null) => void;
  /** Shows a revision in the preview; null is the head. */
  previewRevision: (revisionId: string | null) => void;
}

/** What is open in the workspace, kept in the address: a reload and a copied link show the same. */
export function useWorkspaceUrl(): WorkspaceUrl {
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((known) => known === params.get('view')) ?? null;
  const path = params.get('file');
  const change = (changes: Record<string, string | null>, replace: boolean) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace },
    );
  return {
    view,
    place:
      path === null
        ? null
        : { path, line: lineOf(params, 'line'), column: lineOf(params, 'column') },
    revisionId: params.get('revision'),
    show: (next) => change({ view: next }, true),
    openFile: (place) =>
      change(
        {
          view: 'code',
          file: place.path,
          line: place.line?.toString() ?? null,
          column: place.column?.toString() ?? null,
        },
        false,
      ),
    noteFile: (next) => change({ file: next, line: null, column: null }, true),
    previewRevision: (revisionId) => change({ view: 'preview', revision: revisionId }, false),
  };
}

function lineOf(params: URLSearchParams, name: string): number | undefined {
  const line = Number(params.get(name));
  return Number.isSafeInteger(line) && line > 0 ? line : undefined;
}
