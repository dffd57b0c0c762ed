import { baseName, isTextBuffer } from '@promptly/editor';
import { CodeEditor, type ModelRegistry, type Monaco } from '@promptly/editor/react';
import { Alert, Button, EmptyState, Spinner } from '@promptly/ui';
import { FileQuestion } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type Place, useWorkspaceUrl } from '../use-workspace-url.ts';
import { useFiles, useWorkspace } from '../workspace-context.tsx';
import { BinaryView } from './binary-view.tsx';
import { ConflictBar } from './conflict-bar.tsx';
import { ConflictView } from './conflict-view.tsx';
import { useModels } from './use-models.ts';
import { useEditorTheme, useMonaco } from './use-monaco.ts';

export interface FileAreaProps {
  path: string;
  place: Place | null;
}

/** The file on screen, in the view that fits it. */
export function FileArea({ path, place }: FileAreaProps) {
  const { t } = useTranslation();
  const { files } = useWorkspace();
  const monaco = useMonaco();
  const models = useModels(monaco.data);
  const buffer = useFiles((state) => state.buffers.get(path));

  if (monaco.isError) {
    return (
      <Alert variant="destructive" className="m-4">
        {t('code.editorFailed')}
        <Button variant="link" className="h-auto w-fit px-0" onClick={() => void monaco.refetch()}>
          {t('app.retry')}
        </Button>
      </Alert>
    );
  }
  switch (buffer?.status) {
    case 'missing':
      return (
        <EmptyState
          icon={FileQuestion}
          className="h-full justify-center"
          title={t('code.missing')}
        />
      );
    case 'unreadable':
      return (
        <Alert variant="destructive" className="m-4">
          {t('code.unreadable')}
          <Button variant="link" className="h-auto w-fit px-0" onClick={() => files.open(path)}>
            {t('app.retry')}
          </Button>
        </Alert>
      );
    case 'binary':
      return <BinaryView path={path} bytes={buffer.bytes} />;
    default:
      return isTextBuffer(buffer) && monaco.data && models ? (
        <div className="absolute inset-0 flex flex-col">
          {buffer.status === 'conflict' && <ConflictBar path={path} buffer={buffer} />}
          {buffer.status === 'conflict' && buffer.asked ? (
            <ConflictView monaco={monaco.data} models={models} path={path} buffer={buffer} />
          ) : (
            <TextFile monaco={monaco.data} models={models} path={path} place={place} />
          )}
        </div>
      ) : (
        <Loading />
      );
  }
}

interface TextFileProps extends FileAreaProps {
  monaco: Monaco;
  models: ModelRegistry;
}

function TextFile({ monaco, models, path, place }: TextFileProps) {
  const { t } = useTranslation();
  const { canEdit } = useWorkspace();
  const { openFile } = useWorkspaceUrl();
  const theme = useEditorTheme();
  const [errors, setErrors] = useState(0);
  const model = models.modelOf(path);
  const { line, column } = place ?? {};
  const target = useMemo(() => (line ? { line, column } : null), [line, column]);
  if (!model) return <Loading />;
  return (
    <div className="relative min-h-0 flex-1">
      <CodeEditor
        monaco={monaco}
        model={model}
        theme={theme}
        readOnly={!canEdit}
        label={baseName(path)}
        place={target}
        onErrors={setErrors}
        onOpen={(other, otherLine, otherColumn) =>
          openFile({ path: other, line: otherLine, column: otherColumn })
        }
      />
      {errors > 0 && (
        <span className="pointer-events-none absolute inset-e-5 bottom-3 rounded-full border border-destructive-ink/25 bg-destructive-soft px-2.5 py-0.5 text-xs font-medium text-destructive-ink">
          {t('code.problems', { count: errors })}
        </span>
      )}
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className="grid h-full place-items-center">
      <Spinner label={t('code.loadingEditor')} />
    </div>
  );
}
