import { baseName, isUnsaved } from '@promptly/editor';
import { FileIcon } from '@promptly/editor/react';
import { Button, cn } from '@promptly/ui';
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useFiles } from '../workspace-context.tsx';

export interface EditorTabsProps {
  onShow: (path: string) => void;
  onClose: (path: string) => void;
}

/** The open files; a dot says that one is not saved. Delete closes the focused one. */
export function EditorTabs({ onShow, onClose }: EditorTabsProps) {
  const { t } = useTranslation();
  const { open, active } = useFiles((state) => state.tabs);
  const names = namesOf(open);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Delete' && active) onClose(active);
    if (step === undefined || !active) return;
    const next = open.at((open.indexOf(active) + step) % open.length);
    if (!next) return;
    event.preventDefault();
    onShow(next);
    const index = open.indexOf(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  }

  return (
    <>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={t('code.tabs')}
        className="flex min-w-0 flex-1 items-stretch overflow-x-auto outline-none [scrollbar-width:none]"
        onKeyDown={onKeyDown}
      >
        {open.map((path) => (
          <EditorTab
            key={path}
            path={path}
            name={names.get(path) ?? path}
            active={path === active}
            onShow={() => onShow(path)}
            onClose={() => onClose(path)}
          />
        ))}
      </div>
      {active !== null && (
        // A list of tabs holds tabs only: the crosses in it are for the pointer, this is for everyone else.
        <Button
          variant="ghost"
          size="sm"
          className="sr-only my-auto h-7 shrink-0 focus-visible:not-sr-only"
          onClick={() => onClose(active)}
        >
          {t('code.closeTab', { name: names.get(active) ?? active })}
        </Button>
      )}
    </>
  );
}

interface EditorTabProps {
  path: string;
  name: string;
  active: boolean;
  onShow: () => void;
  onClose: () => void;
}

function EditorTab({ path, name, active, onShow, onClose }: EditorTabProps) {
  const { t } = useTranslation();
  const buffer = useFiles((state) => state.buffers.get(path));
  const unsaved = isUnsaved(buffer);
  const isConflict = buffer?.status === 'conflict';
  const tab = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (active) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <span
      role="presentation"
      ref={tab}
      className={cn(
        'group/tab relative flex shrink-0 items-center border-e border-border pe-1',
        active
          ? 'bg-card after:absolute after:inset-x-0 after:top-0 after:h-0.5 after:bg-primary-ink'
          : 'bg-muted/50',
      )}
    >
      <button
        type="button"
        role="tab"
        aria-selected={active}
        tabIndex={active ? 0 : -1}
        title={path}
        className={cn(
          'flex h-full cursor-pointer items-center gap-1.5 ps-3 pe-1 text-[0.8125rem] focus-visible:-outline-offset-2',
          active ? 'text-foreground' : 'text-muted-foreground hover:text-foreground',
        )}
        onClick={onShow}
        onAuxClick={(event) => event.button === 1 && onClose()}
      >
        <FileIcon path={path} className="size-3.5" />
        {name}
        {unsaved && (
          <span className="sr-only">
            , {t(isConflict ? 'code.state.conflict' : 'code.state.dirty')}
          </span>
        )}
      </button>
      <span
        aria-hidden
        title={t('code.closeTab', { name })}
        className="grid size-6 cursor-pointer place-items-center rounded text-muted-foreground hover:bg-accent hover:text-foreground"
        onClick={onClose}
      >
        {unsaved && (
          <span
            aria-hidden
            className={cn(
              'size-2 rounded-full group-hover/tab:hidden pointer-coarse:hidden',
              isConflict ? 'bg-destructive-ink' : 'bg-warning',
            )}
          />
        )}
        <X
          aria-hidden
          className={cn(
            'size-3.5',
            unsaved
              ? 'hidden group-hover/tab:block pointer-coarse:block'
              : !active && 'opacity-0 group-hover/tab:opacity-100 pointer-coarse:opacity-100',
          )}
        />
      </span>
    </span>
  );
}

/** File names; of two alike, each with its folder. */
function namesOf(paths: readonly string[]): Map<string, string> {
  return new Map(
    paths.map((path) => {
      const name = baseName(path);
      const isAlone = paths.filter((other) => baseName(other) === name).length === 1;
      return [path, isAlone ? name : path.split('/').slice(-2).join('/')];
    }),
  );
}
