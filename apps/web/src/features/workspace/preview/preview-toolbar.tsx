import { Badge, Button, cn, Tooltip, TooltipContent, TooltipTrigger } from '@promptly/ui';
import {
  ArrowLeft,
  ArrowRight,
  ExternalLink,
  type LucideIcon,
  RotateCw,
  Smartphone,
  SquareTerminal,
  Tablet,
  Monitor,
  RefreshCcw,
} from 'lucide-react';
import { type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';

import { AddressBar } from './address-bar.tsx';
import { type Device } from './devices.ts';
import { type PreviewFrame } from './preview-controller.ts';
import { errorCount } from './preview-log.ts';
import { type LivePreview } from './use-preview.ts';

const DEVICE_ICONS: Record<Device, LucideIcon> = {
  desktop: Monitor,
  tablet: Tablet,
  phone: Smartphone,
};

export interface PreviewToolbarProps {
  live: LivePreview;
  frame: PreviewFrame | undefined;
  device: Device;
  onDevice: (device: Device) => void;
  turned: boolean;
  onTurn: () => void;
  consoleOpen: boolean;
  onConsole: () => void;
}

export function PreviewToolbar({
  live,
  frame,
  device,
  onDevice,
  turned,
  onTurn,
  consoleOpen,
  onConsole,
}: PreviewToolbarProps) {
  const { t } = useTranslation();
  const { controller, preview } = live;
  const errors = errorCount(frame?.log ?? []);
  return (
    <div className="flex h-11 shrink-0 items-center gap-0.5 border-b border-border px-1.5">
      <IconButton
        label={t('preview.back')}
        disabled={!frame?.canGoBack}
        onClick={() => controller.send({ type: 'back' })}
      >
        <ArrowLeft aria-hidden />
      </IconButton>
      <IconButton
        label={t('preview.forward')}
        disabled={!frame?.canGoForward}
        onClick={() => controller.send({ type: 'forward' })}
      >
        <ArrowRight aria-hidden />
      </IconButton>
      <IconButton label={t('preview.reload')} disabled={!preview} onClick={live.reload}>
        <RotateCw
          aria-hidden
          className={cn(
            live.state.frames.some(({ status }) => status === 'loading') &&
              'animate-spin motion-reduce:animate-none',
          )}
        />
      </IconButton>
      <AddressBar
        path={frame?.path ?? '/'}
        disabled={!frame}
        onNavigate={(path) => controller.send({ type: 'navigate', path })}
      />
      <div
        role="group"
        aria-label={t('preview.device')}
        className="hidden items-center gap-0.5 @lg:flex"
      >
        {(['desktop', 'tablet', 'phone'] as const).map((choice) => {
          const Icon = DEVICE_ICONS[choice];
          return (
            <IconButton
              key={choice}
              label={t(`preview.${choice}`)}
              aria-pressed={device === choice}
              className="aria-pressed:bg-accent aria-pressed:text-foreground"
              onClick={() => onDevice(choice)}
            >
              <Icon aria-hidden />
            </IconButton>
          );
        })}
        {device !== 'desktop' && (
          <IconButton label={t('preview.rotate')} aria-pressed={turned} onClick={onTurn}>
            <RefreshCcw aria-hidden />
          </IconButton>
        )}
      </div>
      <IconButton
        label={t('preview.console')}
        aria-expanded={consoleOpen}
        className={cn('relative', consoleOpen && 'bg-accent text-foreground')}
        onClick={onConsole}
      >
        <SquareTerminal aria-hidden />
        {errors > 0 && (
          <Badge
            variant="destructive"
            className="absolute -inset-e-0.5 -top-0.5 h-4 min-w-4 justify-center px-1 text-[0.625rem] tabular-nums"
          >
            {errors > 99 ? '99+' : errors}
            <span className="sr-only">{t('preview.consoleErrors', { count: errors })}</span>
          </Badge>
        )}
      </IconButton>
      {preview && (
        <Tooltip>
          <TooltipTrigger asChild>
            <Button asChild variant="ghost" size="icon" className={iconButton}>
              <a
                href={preview.url}
                target="_blank"
                rel="noreferrer"
                aria-label={t('preview.openNew')}
              >
                <ExternalLink aria-hidden />
              </a>
            </Button>
          </TooltipTrigger>
          <TooltipContent>{t('preview.openNew')}</TooltipContent>
        </Tooltip>
      )}
    </div>
  );
}

const iconButton = 'size-8 text-muted-foreground pointer-coarse:size-10';

function IconButton({
  label,
  className,
  ...props
}: ComponentProps<typeof Button> & { label: string }) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={label}
          className={cn(iconButton, className)}
          {...props}
        />
      </TooltipTrigger>
      <TooltipContent>{label}</TooltipContent>
    </Tooltip>
  );
}
