import { TabsContent } from '@promptly/ui';
import { lazy, type ReactNode, Suspense, useState } from 'react';

import { HistoryPane } from './history/history-pane.tsx';
import { PreviewPane } from './preview/preview-pane.tsx';
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
  const [seen, setSeen] = useState<ReadonlySet<View>>(() => new Set([view]));
  if (!seen.has(view)) setSeen(new Set([...seen, view]));
  return (
    <>
      {chat !== undefined && <Pane view="chat">{chat}</Pane>}
      <Pane view="preview">
        <PreviewPane onOpen={openFile} />
      </Pane>
      <Pane view="code">
        {seen.has('code') && (
          <Suspense>
            <CodePane />
          </Suspense>
        )}
      </Pane>
      <Pane view="history">{view === 'history' && <HistoryPane />}</Pane>
    </>
  );
}

function Pane({ view, children }: { view: View; children: ReactNode }) {
  return (
    <TabsContent
      value={view}
      forceMount
      // A pane is a place to work in; its first control is the next stop.
      tabIndex={-1}
      className="relative h-full rounded-none outline-none data-[state=inactive]:hidden"
    >
      {children}
    </TabsContent>
  );
}
