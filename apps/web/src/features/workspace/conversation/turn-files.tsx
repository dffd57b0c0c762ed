import { Button, cn } from '@promptly/ui';
import { ChevronRight, FileCode2, FileX2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type FileView, isOver, type JobView } from '../jobs/job-view.ts';
import { useWorkspace } from '../workspace-context.tsx';
import { type Place } from '../use-workspace-url.ts';

/** While files are written, the newest few pass by. */
const NEWEST = 4;

export interface TurnFilesProps {
  job: JobView;
  onOpen: (place: Place) => void;
}

/** The files that a job made: the newest as they come, all of them on demand. */
export function TurnFiles({ job, onOpen }: TurnFilesProps) {
  const { t } = useTranslation();
  const { jobs } = useWorkspace();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const files = job.files ?? [];
  const isWriting = !isOver(job) && job.candidateId === null && files.length > 0;
  if (files.length === 0 && job.candidateId === null) return null;

  function toggle(): void {
    if (!open && job.files === null) jobs.replay(job.id);
    setOpen(!open);
  }

  return (
    <div>
      <Button
        variant="ghost"
        size="sm"
        className="-ms-2 h-7 gap-1 px-2 font-normal text-muted-foreground"
        aria-expanded={open}
        aria-controls={listId}
        onClick={toggle}
      >
        <ChevronRight aria-hidden className={cn('transition-transform', open && 'rotate-90')} />
        {job.files === null
          ? t('conversation.showFiles')
          : t('conversation.filesWritten', { count: files.length })}
      </Button>
      <ul id={listId} className="mt-0.5">
        {(open ? files : isWriting ? files.slice(-NEWEST) : []).map((file) => (
          <FileRow key={file.path} file={file} onOpen={onOpen} />
        ))}
      </ul>
    </div>
  );
}

interface FileRowProps {
  file: FileView;
  onOpen: (place: Place) => void;
}

function FileRow({ file, onOpen }: FileRowProps) {
  const { t } = useTranslation();
  const isDeleted = file.state === 'deleted';
  const Icon = isDeleted ? FileX2 : FileCode2;
  return (
    <li>
      <Button
        variant="ghost"
        size="sm"
        className="h-7 w-full min-w-0 justify-start gap-2 px-1.5 font-mono text-xs font-normal text-muted-foreground hover:text-foreground"
        disabled={isDeleted}
        aria-label={t('conversation.openFile', { path: file.path })}
        onClick={() => onOpen({ path: file.path })}
      >
        <Icon aria-hidden className="size-3.5 opacity-60" />
        <span className={cn('truncate', isDeleted && 'line-through')}>{file.path}</span>
        {isDeleted && <span className="ms-auto font-sans">{t('conversation.fileDeleted')}</span>}
      </Button>
    </li>
  );
}
