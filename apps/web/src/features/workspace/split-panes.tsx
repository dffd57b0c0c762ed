import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';

import { readLocalJson, writeLocal } from '../../lib/local-store.ts';

const STORAGE_KEY = 'workspace-layout';

export interface SplitPanesProps {
  start: ReactNode;
  end: ReactNode;
}

/** Two panes with a line between them that can be dragged, or moved with the arrow keys; it stays where it was put. */
export function SplitPanes({ start, end }: SplitPanesProps) {
  const { t } = useTranslation();
  return (
    <Group
      className="h-full"
      defaultLayout={storedLayout()}
      onLayoutChanged={(layout) => writeLocal(STORAGE_KEY, JSON.stringify(layout))}
    >
      <Panel id="start" defaultSize="34%" minSize="300px" maxSize="55%" className="min-w-0">
        {start}
      </Panel>
      <Separator
        aria-label={t('workspace.resize')}
        className="relative w-px bg-border outline-none after:absolute after:inset-y-0 after:-inset-x-0.75 after:z-10 after:transition-colors after:duration-150 hover:after:bg-ring/40 focus-visible:after:bg-ring data-[separator=active]:after:bg-ring/60"
      />
      <Panel id="end" minSize="30%" className="min-w-0">
        {end}
      </Panel>
    </Group>
  );
}

function storedLayout(): Layout | undefined {
  const value = readLocalJson(STORAGE_KEY);
  if (typeof value !== 'object' || value === null) return undefined;
  const { start, end } = value as Record<string, unknown>;
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}
