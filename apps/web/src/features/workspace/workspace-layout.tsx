import { SkipLink, Tabs } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useMediaQuery } from '../../lib/use-media-query.ts';
import { Conversation } from './conversation/conversation.tsx';
import { SplitPanes } from './split-panes.tsx';
import { useFollowHead } from './use-follow-head.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWorkspaceUrl, type View } from './use-workspace-url.ts';
import { ViewPanes } from './view-panes.tsx';
import { NARROW_VIEWS, ViewTabs, WIDE_VIEWS } from './view-tabs.tsx';
import { WorkspaceHeader } from './workspace-header.tsx';

/** Two panes side by side; on a phone one at a time, with the choice at the lower edge. */
export function WorkspaceLayout() {
  const { t } = useTranslation();
  const isWide = useMediaQuery('(min-width: 48rem)');
  const url = useWorkspaceUrl();
  const view = viewOf(url.view, isWide);
  useFollowHead();
  useShortcuts(url.show);
  const conversation = (
    <Conversation onOpen={url.openFile} onPreview={(id) => url.previewRevision(id)} />
  );

  return (
    <Tabs
      value={view}
      onValueChange={(next) => url.show(next as View)}
      className="flex h-0 min-h-0 grow flex-col gap-0"
    >
      <SkipLink href="#workspace" />
      <WorkspaceHeader
        tabs={isWide && <ViewTabs views={WIDE_VIEWS} label={t('workspace.views')} />}
      />
      <main id="workspace" className="min-h-0 flex-1">
        {isWide ? (
          <SplitPanes start={conversation} end={<ViewPanes view={view} />} />
        ) : (
          <ViewPanes view={view} chat={conversation} />
        )}
      </main>
      {!isWide && (
        <nav>
          <ViewTabs views={NARROW_VIEWS} label={t('workspace.views')} placement="bottom" />
        </nav>
      )}
    </Tabs>
  );
}

/** What is on screen: the address's choice where it fits, else the preview, or on a phone the conversation. */
function viewOf(asked: View | null, isWide: boolean): View {
  if (asked === null) return isWide ? 'preview' : 'chat';
  return isWide && asked === 'chat' ? 'preview' : asked;
}
