import { normalizePath } from '@promptly/common';
import { isUnsaved, type Outcome } from '@promptly/editor';
import { type FileMark, FileTree } from '@promptly/editor/react';
import { Button, cn, Skeleton, toast } from '@promptly/ui';
import { FilePlus2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFiles, useWorkspace } from '../workspace-context.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { useFileTreeText, useRefusalText } from './use-file-tree-text.ts';

export interface FilesPanelProps {
  active: string | null;
  onOpen: (path: string) => void;
  className?: string;
}

const SKELETON_WIDTHS = ['60%', '45%', '70%', '50%', '65%', '40%'];

export function FilesPanel({ active, onOpen, className }: FilesPanelProps) {
  const { t } = useTranslation();
  const { files, canEdit } = useWorkspace();
  const text = useFileTreeText();
  const refusalText = useRefusalText();
  const listing = useFiles((state) => state.listing);
  const entries = useFiles((state) => state.files);
  const buffers = useFiles((state) => state.buffers);
  const paths = useMemo(() => [...entries.keys()], [entries]);
  const [removing, setRemoving] = useState<string | null>(null);
  const [createRequest, setCreateRequest] = useState(0);

  function markOf(path: string): FileMark {
    const buffer = buffers.get(path);
    if (buffer?.status === 'conflict') return 'conflict';
    return isUnsaved(buffer) ? 'unsaved' : null;
  }

  return (
    <div className={cn('flex h-full shrink-0 flex-col', className)}>
      <div className="flex h-9 shrink-0 items-center justify-between ps-4 pe-1.5">
        <h2 className="text-xs font-semibold text-muted-foreground">{t('code.files')}</h2>
        {canEdit && (
          <Button
            variant="ghost"
            size="icon"
            className="size-7 text-muted-foreground"
            aria-label={t('code.newFile')}
            onClick={() => setCreateRequest(createRequest + 1)}
          >
            <FilePlus2 aria-hidden />
          </Button>
        )}
      </div>
      <div className="relative min-h-0 flex-1">
        {listing === 'loading' ? (
          <div className="grid gap-2.5 px-4 pt-2">
            {SKELETON_WIDTHS.map((width) => (
              <Skeleton key={width} className="h-4" style={{ width }} />
            ))}
          </div>
        ) : (
          <FileTree
            paths={paths}
            active={active}
            markOf={markOf}
            onOpen={onOpen}
            text={text}
            createRequest={createRequest}
            actions={
              canEdit
                ? {
                    create: (path) => checked(path, (good) => files.create(good)),
                    rename: (from, to) => checked(to, (good) => files.rename(from, good)),
                    remove: setRemoving,
                  }
                : undefined
            }
          />
        )}
      </div>
      <DeleteDialog
        path={removing}
        onCancel={() => setRemoving(null)}
        onDelete={(path) => {
          setRemoving(null);
          void files.remove(path).then((outcome) => {
            if (!outcome.ok) toast.error(refusalText(outcome.reason));
          });
        }}
      />
    </div>
  );
}

/** Paths that no project can have are refused before the server is asked. */
async function checked(path: string, run: (path: string) => Promise<Outcome>): Promise<Outcome> {
  const result = normalizePath(path);
  if (result.ok) return run(result.path);
  return { ok: false, reason: { code: 'invalid_path', message: result.fault } };
}
