import { cn, TabsContent } from '@promptly/ui';
import { lazy, type ReactNode, Suspense, useState } from 'react';

import { HistoryPane } from './history/history-pane.tsx';
import { PreviewPane } from './preview/preview-pane.tsx';
import { useBeside } from './use-beside.ts';
import { useWorkspaceUrl, type View } from './use-workspace-url.ts';

const CodePane = lazy(async () => ({
  default: (await import('./code/code-pane.tsx')).CodePane,
}));

export interface ViewPanesProps {
  view: View;
  /** The conversation, where it is one of the views. */
  chat?: ReactNode;
}

/** The views of a project. One that was looked at stays alive behind the others: the app runs on, the editor keeps its place. */
export function ViewPanes({ view, chat }: ViewPanesProps) {
  const { openFile } = useWorkspaceUrl();
  const beside = useBeside();
  const [seen, setSeen] = useState<ReadonlySet<View>>(() => new Set([view]));
  if (!seen.has(view)) setSeen(new Set([...seen, view]));
  return (
    <div className="flex h-full">
      {chat !== undefined && <Pane view="chat">{chat}</Pane>}
      <Pane view="code">
        {seen.has('code') && (
          <Suspense>
            <CodePane beside={beside} />
          </Suspense>
        )}
      </Pane>
      <Pane view="preview" beside={view === 'code' && beside?.on}>
        <PreviewPane onOpen={openFile} />
      </Pane>
      <Pane view="history">{view === 'history' && <HistoryPane />}</Pane>
    </div>
  );
}

interface PaneProps {
  view: View;
  /** Shown although another view is the chosen one. */
  beside?: boolean;
  children: ReactNode;
}

function Pane({ view, beside, children }: PaneProps) {
  return (
    <TabsContent
      value={view}
      forceMount
      // A pane is a place to work in; its first control is the next stop.
      tabIndex={-1}
      className={cn(
        'relative h-full min-w-0 flex-1 rounded-none outline-none',
        beside ? 'border-s border-border' : 'data-[state=inactive]:hidden',
      )}
    >
      {children}
    </TabsContent>
  );
}
