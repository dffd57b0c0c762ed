import { Button, cn, SegmentedControl } from '@promptly/ui';
import { CircleAlert, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type Place } from '../use-workspace-url.ts';
import { errorCount, type LogEntry } from './preview-log.ts';

export interface PreviewConsoleProps {
  log: readonly LogEntry[];
  onClear: () => void;
  onClose: () => void;
  onOpen: (place: Place) => void;
}

/** What the app logged and threw, newest at the end. */
export function PreviewConsole({ log, onClear, onClose, onOpen }: PreviewConsoleProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<'all' | 'errors'>('all');
  const shown = filter === 'all' ? log : log.filter(({ level }) => level === 'error');
  return (
    <section
      aria-label={t('preview.console')}
      className="flex h-56 max-h-[45%] shrink-0 flex-col border-t border-border bg-card"
    >
      <header className="flex items-center gap-2 py-1 ps-3 pe-1.5">
        <h2 className="text-xs font-semibold">{t('preview.console')}</h2>
        <SegmentedControl
          aria-label={t('preview.consoleFilter')}
          className="ms-2 [&_label]:h-6 [&_label]:px-2 [&_label]:text-xs"
          value={filter}
          onValueChange={setFilter}
          segments={[
            { value: 'all', label: t('preview.consoleAll') },
            {
              value: 'errors',
              label: `${t('preview.consoleOnlyErrors')} ${errorCount(log) || ''}`,
            },
          ]}
        />
        <Button
          variant="ghost"
          size="sm"
          className="ms-auto h-7 text-xs text-muted-foreground"
          disabled={log.length === 0}
          onClick={onClear}
        >
          {t('preview.consoleClear')}
        </Button>
        <Button
          variant="ghost"
          size="icon"
          className="size-7 text-muted-foreground"
          aria-label={t('preview.consoleClose')}
          onClick={onClose}
        >
          <X aria-hidden />
        </Button>
      </header>
      {shown.length === 0 ? (
        <p className="grid flex-1 place-items-center text-sm text-muted-foreground">
          {t('preview.consoleEmpty')}
        </p>
      ) : (
        <ol className="scrollbar-quiet flex min-h-0 flex-1 flex-col-reverse justify-end overflow-y-auto font-mono text-xs">
          {[...shown].reverse().map((entry) => (
            <LogRow key={entry.id} entry={entry} onOpen={onOpen} />
          ))}
        </ol>
      )}
    </section>
  );
}

const ROW_STYLES: Record<LogEntry['level'], string> = {
  debug: 'text-muted-foreground',
  log: '',
  info: '',
  warn: 'bg-warning-soft text-warning-ink',
  error: 'bg-destructive-soft text-destructive-ink',
};

function LogRow({ entry, onOpen }: { entry: LogEntry; onOpen: (place: Place) => void }) {
  const { t } = useTranslation();
  const { path, line, column } = entry;
  return (
    <li
      className={cn(
        'flex items-start gap-2 border-b border-border px-3 py-1.5',
        ROW_STYLES[entry.level],
      )}
    >
      {entry.level === 'error' && <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />}
      {entry.level === 'warn' && <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />}
      <pre className="min-w-0 flex-1 font-mono break-words whitespace-pre-wrap">{entry.text}</pre>
      {entry.count > 1 && (
        <span className="shrink-0 rounded-full bg-background px-1.5 text-[0.625rem] leading-4 text-foreground tabular-nums">
          {entry.count}
        </span>
      )}
      {path && (
        <Button
          variant="link"
          className="h-auto shrink-0 p-0 font-mono text-xs font-normal"
          aria-label={t('verdict.openFinding', { path, line: line ?? 1 })}
          onClick={() => onOpen({ path, line, column })}
        >
          {path}:{line ?? 1}
        </Button>
      )}
    </li>
  );
}
