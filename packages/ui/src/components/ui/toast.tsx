import { CircleAlert, CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';

import { cn } from '../../lib/cn.ts';
import { Button } from './button.tsx';
import {
  createToastStore,
  type ToastItem,
  type ToastOptions,
  type ToastStore,
} from './toast-store.ts';
import { useUiText } from './ui-text.tsx';

const store = createToastStore();

type Options = Omit<ToastOptions, 'variant'>;

/** Shows a short notice; returns the id that `toast.dismiss` takes. */
export const toast = Object.assign(
  (title: string, options?: ToastOptions) => store.add(title, options),
  {
    success: (title: string, options?: Options) =>
      store.add(title, { ...options, variant: 'success' }),
    warning: (title: string, options?: Options) =>
      store.add(title, { ...options, variant: 'warning' }),
    error: (title: string, options?: Options) =>
      store.add(title, { ...options, variant: 'destructive' }),
    dismiss: (id: number) => store.dismiss(id),
  },
);

export interface ToasterProps {
  className?: string;
  /** A store of one's own, such as for a test. */
  toasts?: ToastStore;
}

/** Where notices appear; mount it once, near the root. They wait while the pointer or focus is on them. */
export function Toaster({ className, toasts = store }: ToasterProps) {
  const text = useUiText();
  const items = useSyncExternalStore(toasts.subscribe, toasts.getSnapshot, toasts.getSnapshot);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label={text.notifications}
      aria-live="polite"
      aria-relevant="additions text"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cn(
        'pointer-events-none fixed inset-x-0 bottom-0 z-100 flex flex-col items-center gap-2 p-4 sm:items-end print:hidden',
        className,
      )}
    >
      {items.map((item) => (
        <Toast key={item.id} item={item} held={held} onDismiss={() => toasts.dismiss(item.id)} />
      ))}
    </section>
  );
}

const ICONS = {
  success: { Icon: CircleCheck, className: 'text-success-ink' },
  warning: { Icon: TriangleAlert, className: 'text-warning-ink' },
  destructive: { Icon: CircleAlert, className: 'text-destructive-ink' },
} as const;

interface ToastProps {
  held: boolean;
  item: ToastItem;
  onDismiss: () => void;
}

function Toast({ held, item, onDismiss }: ToastProps) {
  const text = useUiText();
  const icon = item.variant && item.variant !== 'default' ? ICONS[item.variant] : undefined;

  useDismissAfter(item.durationMs, held, onDismiss);

  return (
    <div className="pointer-events-auto flex w-full max-w-sm animate-toast-in items-start gap-3 rounded-xl border border-border bg-popover p-3.5 text-sm text-popover-foreground shadow-overlay">
      {icon && <icon.Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', icon.className)} />}
      <div className="grid flex-1 gap-0.5 self-center">
        <p className="font-medium text-pretty">{item.title}</p>
        {item.description && <p className="text-muted-foreground">{item.description}</p>}
      </div>
      {item.action && (
        <Button
          size="sm"
          variant="outline"
          onClick={() => {
            item.action?.onClick();
            onDismiss();
          }}
        >
          {item.action.label}
        </Button>
      )}
      <button
        type="button"
        aria-label={text.dismiss}
        onClick={onDismiss}
        className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-md text-muted-foreground transition-colors hover:bg-accent hover:text-accent-foreground"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

function useDismissAfter(durationMs: number, held: boolean, onDismiss: () => void) {
  const dismiss = useEffectEvent(onDismiss);
  useEffect(() => {
    if (held || durationMs === Infinity) return;
    const timer = setTimeout(() => dismiss(), durationMs);
    return () => clearTimeout(timer);
  }, [durationMs, held]);
}
