import { Alert, Button, EmptyState, Spinner } from '@promptly/ui';
import { Columns2, FileCode2, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMediaQuery } from '../../../lib/use-media-query.ts';
import { type Beside } from '../use-beside.ts';
import { useWorkspaceUrl } from '../use-workspace-url.ts';
import { useFiles, useWorkspace } from '../workspace-context.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { EditorTabs } from './editor-tabs.tsx';
import { FileArea } from './file-area.tsx';
import { FilesPanel } from './files-panel.tsx';
import { SaveState } from './save-state.tsx';

/** The project's files: the tree, the open ones in tabs, and the one on screen. */
export function CodePane({ beside }: { beside: Beside | null }) {
  const { t } = useTranslation();
  const { files } = useWorkspace();
  const { place, noteFile } = useWorkspaceUrl();
  // With the app beside it, the editor has half the room.
  const isWide = useMediaQuery(beside?.on ? '(min-width: 110rem)' : '(min-width: 64rem)');
  const isPhone = useMediaQuery('(max-width: 40rem)');
  const [treeOpen, setTreeOpen] = useState<boolean | null>(null);
  const [closing, setClosing] = useState<string | null>(null);
  const listing = useFiles((state) => state.listing);
  const active = useFiles((state) => state.tabs.active);
  const showsTree = treeOpen ?? (isWide || active === null);
  const wanted = place?.path ?? null;

  // The address leads: a link, the back button and the tree all open a file by it.
  useEffect(() => {
    if (wanted !== null && listing === 'ready') files.open(wanted);
  }, [wanted, listing, files]);

  function show(path: string): void {
    files.open(path);
    noteFile(path);
    if (!isWide) setTreeOpen(false);
  }

  function close(path: string, force = false): void {
    const buffer = files.getState().buffers.get(path);
    if (!force && buffer && 'text' in buffer && buffer.status !== 'clean') return setClosing(path);
    files.close(path);
    noteFile(files.getState().tabs.active);
  }

  return (
    <section aria-label={t('code.label')} className="flex h-full min-w-0">
      {showsTree && (
        <FilesPanel
          active={active}
          onOpen={show}
          className={isWide ? 'w-60 border-e border-border' : 'min-w-0 flex-1'}
        />
      )}
      {(isWide || !showsTree) && (
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="flex h-9 shrink-0 items-stretch border-b border-border bg-muted/50">
            <TreeToggle open={showsTree} onToggle={() => setTreeOpen(!showsTree)} />
            <EditorTabs onShow={show} onClose={close} />
            {active !== null && !isPhone && (
              <div className="flex items-center px-3">
                <SaveState path={active} />
              </div>
            )}
            {beside && <BesideToggle beside={beside} onToggle={() => setTreeOpen(null)} />}
          </div>
          <div className="relative min-h-0 flex-1 bg-card">
            {listing === 'failed' ? (
              <Alert variant="destructive" className="m-4">
                {t('code.filesFailed')}
                <Button
                  variant="link"
                  className="h-auto w-fit px-0"
                  onClick={() => void files.refresh()}
                >
                  {t('app.retry')}
                </Button>
              </Alert>
            ) : listing === 'loading' ? (
              <div className="grid h-full place-items-center">
                <Spinner label={t('code.loadingFiles')} />
              </div>
            ) : active === null ? (
              <EmptyState
                icon={FileCode2}
                className="h-full justify-center"
                title={t('code.empty.title')}
                description={t('code.empty.description', { shortcut: saveShortcut() })}
              />
            ) : (
              <FileArea path={active} place={place?.path === active ? place : null} />
            )}
          </div>
          {active !== null && isPhone && (
            <div className="flex h-10 items-center justify-end border-t border-border px-3">
              <SaveState path={active} />
            </div>
          )}
        </div>
      )}
      {!isWide && showsTree && active !== null && (
        <Button
          variant="outline"
          className="absolute bottom-4 left-1/2 -translate-x-1/2 shadow-popover"
          onClick={() => setTreeOpen(false)}
        >
          {t('code.backToFile')}
        </Button>
      )}
      <CloseDialog
        path={closing}
        onCancel={() => setClosing(null)}
        onSave={(path) => {
          files.save(path);
          close(path, true);
          setClosing(null);
        }}
        onDiscard={(path) => {
          files.discard(path);
          noteFile(files.getState().tabs.active);
          setClosing(null);
        }}
      />
    </section>
  );
}

function TreeToggle({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const Icon = open ? PanelLeftClose : PanelLeftOpen;
  return (
    <Button
      variant="ghost"
      size="icon"
      className="my-auto size-8 shrink-0 text-muted-foreground"
      aria-label={t(open ? 'code.hideTree' : 'code.showTree')}
      aria-expanded={open}
      onClick={onToggle}
    >
      <Icon aria-hidden />
    </Button>
  );
}

function BesideToggle({ beside, onToggle }: { beside: Beside; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="ghost"
      size="icon"
      className="my-auto ms-auto me-1 size-8 shrink-0 text-muted-foreground aria-pressed:bg-accent aria-pressed:text-foreground"
      aria-label={t('code.previewBeside')}
      title={t('code.previewBeside')}
      aria-pressed={beside.on}
      onClick={() => {
        beside.toggle();
        onToggle();
      }}
    >
      <Columns2 aria-hidden />
    </Button>
  );
}

/** The key that saves, as it is written on this machine's keyboard. */
function saveShortcut(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘S' : 'Ctrl+S';
}
