import { type Project } from '@promptly/common';
import {
  Button,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
  toast,
} from '@promptly/ui';
import { Archive, Ellipsis, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useErrorMessage } from '../../lib/error-message.ts';
import { useFormats } from '../../lib/format.ts';
import { ProjectPattern } from '../../lib/imigongo/project-pattern.tsx';
import { RenameProjectDialog } from './rename-project-dialog.tsx';
import { useUpdateProject } from './use-projects.ts';

export interface ProjectCardProps {
  project: Project;
  now: number;
}

export function ProjectCard({ project, now }: ProjectCardProps) {
  const { t } = useTranslation();
  const { ago } = useFormats();
  const [renaming, setRenaming] = useState(false);
  const archive = useArchive(project);
  return (
    <li className="group relative">
      <Link to={`/projects/${project.id}`} className="block rounded-xl outline-offset-4">
        <div className="aspect-[16/9] overflow-hidden rounded-xl border border-border shadow-xs transition-shadow duration-200 group-hover:shadow-popover">
          <ProjectPattern
            id={project.id}
            className="size-full transition-transform duration-500 ease-out group-hover:scale-[1.03] motion-reduce:transform-none"
          />
        </div>
        <p className="mt-2.5 truncate pe-8 text-sm font-medium">{project.name}</p>
        <p className="text-xs text-muted-foreground">
          {t('home.recent.edited', { when: ago(project.updatedAt, now) })}
        </p>
      </Link>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon"
            className="absolute inset-e-0 bottom-1 size-8 text-muted-foreground opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
            aria-label={t('home.recent.menu', { name: project.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setRenaming(true)}>
            <Pencil aria-hidden />
            {t('home.recent.rename')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={archive}>
            <Archive aria-hidden />
            {t('home.recent.archive')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <RenameProjectDialog project={project} open={renaming} onOpenChange={setRenaming} />
    </li>
  );
}

function useArchive(project: Project): () => void {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const update = useUpdateProject();
  const setArchived = (archived: boolean, onSuccess?: () => void) =>
    update.mutate(
      { id: project.id, archived },
      { onSuccess, onError: (error) => toast.error(errorMessage(error)) },
    );
  return () =>
    setArchived(true, () =>
      toast(t('home.recent.archived', { name: project.name }), {
        action: { label: t('home.recent.undo'), onClick: () => setArchived(false) },
      }),
    );
}
