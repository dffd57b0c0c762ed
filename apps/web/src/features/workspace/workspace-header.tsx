import {
  Button,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@promptly/ui';
import { ChevronDown, ChevronLeft, Download, History, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { AccountMenu } from '../../app/account-menu.tsx';
import { LogoMark } from '../../app/logo.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { RenameProjectDialog } from '../home/rename-project-dialog.tsx';
import { useExport } from './export/use-export.ts';
import { UnsavedNotice } from './unsaved-notice.tsx';
import { useWorkspaceUrl } from './use-workspace-url.ts';
import { useWorkspace } from './workspace-context.tsx';

/** The bar above a project: where one is, what can be seen of it, and what can be done with the whole. */
export function WorkspaceHeader({ tabs }: { tabs?: ReactNode }) {
  const { t } = useTranslation();
  const { project } = useWorkspace();
  const download = useExport();
  return (
    <header className="grid h-12 shrink-0 grid-cols-[minmax(0,1fr)_auto_auto] items-stretch gap-x-1 border-b border-border px-2 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <div className="flex min-w-0 items-center gap-1">
        <PageHeading className="sr-only">{project.name}</PageHeading>
        <Link
          to="/"
          aria-label={t('workspace.back')}
          className="flex shrink-0 items-center rounded-lg pe-1 text-muted-foreground hover:text-foreground"
        >
          <ChevronLeft aria-hidden className="size-5" />
          <LogoMark className="size-6.5" />
        </Link>
        <ProjectMenu onExport={() => download.mutate()} />
        <UnsavedNotice />
      </div>
      <div className="flex">{tabs}</div>
      <div className="flex min-w-0 items-center justify-end gap-1.5">
        <Button
          variant="outline"
          size="sm"
          className="max-sm:hidden"
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {!download.isPending && <Download aria-hidden />}
          {t(download.isPending ? 'workspace.exporting' : 'workspace.export')}
        </Button>
        <AccountMenu />
      </div>
    </header>
  );
}

function ProjectMenu({ onExport }: { onExport: () => void }) {
  const { t } = useTranslation();
  const { project, canEdit } = useWorkspace();
  const { show } = useWorkspaceUrl();
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="sm"
            className="min-w-0 shrink gap-1 px-2"
            aria-label={t('workspace.projectMenu', { name: project.name })}
          >
            <span className="truncate font-semibold">{project.name}</span>
            <ChevronDown aria-hidden className="size-3.5 text-muted-foreground" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          {canEdit && (
            <DropdownMenuItem onSelect={() => setRenaming(true)}>
              <Pencil aria-hidden />
              {t('home.recent.rename')}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => show('history')}>
            <History aria-hidden />
            {t('workspace.history')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={onExport}>
            <Download aria-hidden />
            {t('workspace.export')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <RenameProjectDialog project={project} open={renaming} onOpenChange={setRenaming} />
    </>
  );
}
