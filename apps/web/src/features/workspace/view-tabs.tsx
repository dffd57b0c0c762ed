import { cn, TabsList, TabsTrigger } from '@promptly/ui';
import { AppWindow, Code, History, type LucideIcon, MessageSquareText } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { type View } from './use-workspace-url.ts';

export const WIDE_VIEWS = ['preview', 'code', 'history'] as const satisfies readonly View[];
export const NARROW_VIEWS = [
  'chat',
  'preview',
  'code',
  'history',
] as const satisfies readonly View[];

const ICONS: Record<View, LucideIcon> = {
  chat: MessageSquareText,
  preview: AppWindow,
  code: Code,
  history: History,
};
const NAMES = {
  chat: 'workspace.chat',
  preview: 'workspace.preview',
  code: 'workspace.code',
  history: 'workspace.history',
} as const satisfies Record<View, string>;

export interface ViewTabsProps {
  views: readonly View[];
  label: string;
  placement?: 'header' | 'bottom';
}

export function ViewTabs({ views, label, placement = 'header' }: ViewTabsProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const isBottom = placement === 'bottom';

  function prefetch(view: View): void {
    if (view !== 'code') return;
    // A failure is told when the view is shown.
    import('./code/prefetch-editor.ts')
      .then(({ prefetchEditor }) => prefetchEditor(queryClient))
      .catch(() => undefined);
  }

  return (
    <TabsList
      aria-label={label}
      className={cn(
        isBottom
          ? 'grid w-full shrink-0 auto-cols-fr grid-flow-col gap-0 border-t border-b-0 bg-card pb-[env(safe-area-inset-bottom)]'
          : '-mb-px w-auto gap-1 overflow-visible border-b-0',
      )}
    >
      {views.map((view) => {
        const Icon = ICONS[view];
        return (
          <TabsTrigger
            key={view}
            value={view}
            onPointerEnter={() => prefetch(view)}
            onFocus={() => prefetch(view)}
            className={cn(
              isBottom
                ? 'h-14 flex-col justify-center gap-1 text-[0.6875rem] after:top-0 after:bottom-auto pointer-coarse:h-14'
                : 'h-full px-3 pointer-coarse:h-full',
            )}
          >
            <Icon aria-hidden className={cn(isBottom && 'size-5')} />
            {t(NAMES[view])}
          </TabsTrigger>
        );
      })}
    </TabsList>
  );
}
