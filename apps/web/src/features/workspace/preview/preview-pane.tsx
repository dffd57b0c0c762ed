import { Alert, Button, cn } from '@promptly/ui';
import { CircleDotDashed } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../../lib/error-message.ts';
import { type Place, useWorkspaceUrl } from '../use-workspace-url.ts';
import { BuildingScene } from './building-scene.tsx';
import { type Device } from './devices.ts';
import { PreviewConsole } from './preview-console.tsx';
import { PreviewStage } from './preview-stage.tsx';
import { PreviewToolbar } from './preview-toolbar.tsx';
import { usePreview } from './use-preview.ts';
import { type ShownRevision } from './shown-revision.ts';
import { useShownRevision } from './use-shown-revision.ts';

/** The running app: never blank, and always saying which version it is. */
export function PreviewPane({ onOpen }: { onOpen: (place: Place) => void }) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const shown = useShownRevision();
  const live = usePreview(shown);
  const [device, setDevice] = useState<Device>('desktop');
  const [turned, setTurned] = useState(false);
  const [consoleOpen, setConsoleOpen] = useState(false);
  const { controller, state } = live;
  const frame = state.frames.find(({ id }) => id === state.shownId);

  return (
    <div className="@container flex h-full flex-col">
      <PreviewToolbar
        live={live}
        frame={frame}
        device={device}
        onDevice={setDevice}
        turned={turned}
        onTurn={() => setTurned(!turned)}
        consoleOpen={consoleOpen}
        onConsole={() => setConsoleOpen(!consoleOpen)}
      />
      <div
        className={cn('relative isolate min-h-0 flex-1', device !== 'desktop' && 'bg-muted')}
        data-testid="preview-stage"
        data-revision={frame?.revisionId ?? undefined}
      >
        {!frame && <BuildingScene />}
        <PreviewStage controller={controller} state={state} device={device} turned={turned} />
        {shown && <VersionBadge shown={shown} />}
        {live.error && !live.isFetching && (
          <Alert variant="destructive" className="absolute inset-x-4 bottom-4 shadow-popover">
            {t('preview.failed')} {errorMessage(live.error)}
            <Button variant="link" className="h-auto w-fit px-0" onClick={live.reload}>
              {t('app.retry')}
            </Button>
          </Alert>
        )}
        {frame?.status === 'silent' && (
          <Alert variant="warning" className="absolute inset-x-4 bottom-4 shadow-popover">
            {t('preview.silent')}
          </Alert>
        )}
      </div>
      {consoleOpen && (
        <PreviewConsole
          log={frame?.log ?? []}
          onClear={() => controller.clearLog()}
          onClose={() => setConsoleOpen(false)}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}

/** Says so when what is on screen is not the project's current version. */
function VersionBadge({ shown }: { shown: ShownRevision }) {
  const { t } = useTranslation();
  const { previewRevision, revisionId } = useWorkspaceUrl();
  if (shown.kind === 'head') return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-4 flex justify-center px-4">
      <div
        role="status"
        className="pointer-events-auto flex items-center gap-3 rounded-full border border-border bg-popover py-1.5 ps-4 pe-1.5 text-sm font-medium text-popover-foreground shadow-popover"
      >
        {shown.kind === 'candidate' ? (
          <span className="flex items-center gap-2 py-0.5 pe-2.5">
            <CircleDotDashed aria-hidden className="size-4 text-primary-ink" />
            {t('preview.checking')}
          </span>
        ) : (
          <span className={cn(revisionId === null && 'py-0.5 pe-2.5')}>
            {t(shown.kind === 'unverified' ? 'preview.candidate' : 'preview.earlier')}
          </span>
        )}
        {revisionId !== null && (
          <Button
            variant="secondary"
            size="sm"
            className="h-7 rounded-full"
            onClick={() => previewRevision(null)}
          >
            {t('preview.backToHead')}
          </Button>
        )}
      </div>
    </div>
  );
}
