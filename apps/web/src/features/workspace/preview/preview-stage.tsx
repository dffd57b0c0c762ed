import { cn } from '@promptly/ui';
import { PREVIEW_SANDBOX } from '@promptly/common';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type Device, screenOf } from './devices.ts';
import { type PreviewController, type PreviewState } from './preview-controller.ts';

const MARGIN_PX = 24;

export interface PreviewStageProps {
  controller: PreviewController;
  state: PreviewState;
  device: Device;
  turned: boolean;
}

/** Where the app's page stands, in the size of a device; the page that loads is behind it. */
export function PreviewStage({ controller, state, device, turned }: PreviewStageProps) {
  const { t } = useTranslation();
  const { box, room } = useRoom(device !== 'desktop');
  const screen = screenOf(device, turned, room);
  return (
    <div ref={box} className="absolute inset-0 grid place-items-center overflow-hidden">
      <div
        className={cn(
          'relative',
          screen
            ? 'origin-center shrink-0 overflow-hidden rounded-2xl border border-border-strong bg-white shadow-popover'
            : 'size-full',
        )}
        style={
          screen
            ? { width: screen.width, height: screen.height, transform: `scale(${screen.scale})` }
            : undefined
        }
      >
        {state.frames.map((frame) => (
          <iframe
            key={frame.id}
            ref={(element) => {
              controller.attach(frame.id, element?.contentWindow ?? null);
            }}
            title={frame.id === state.shownId ? t('preview.label') : t('preview.loading')}
            src={frame.url}
            sandbox={PREVIEW_SANDBOX}
            className={cn(
              'absolute inset-0 size-full border-0 bg-white',
              frame.id !== state.shownId && 'pointer-events-none -z-10 opacity-0',
            )}
            inert={frame.id !== state.shownId}
          />
        ))}
      </div>
    </div>
  );
}

function useRoom(withMargin: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const margin = withMargin ? MARGIN_PX * 2 : 0;
  const room = {
    width: Math.max(0, size.width - margin),
    height: Math.max(0, size.height - margin),
  };
  return { box, room };
}
