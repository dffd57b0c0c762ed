import { Card } from '@promptly/ui';
import { type ReactNode } from 'react';

interface DetailListProps {
  items: readonly { label: string; value: ReactNode; wide?: boolean }[];
}

/** The fields of one record with their values. */
export function DetailList({ items }: DetailListProps) {
  return (
    <Card className="py-0">
      <dl className="grid sm:grid-cols-2">
        {items.map(({ label, value, wide }) => (
          <div
            key={label}
            className={`grid content-start gap-1 border-b border-border px-5 py-4 last:border-b-0 ${wide ? 'sm:col-span-2' : ''}`}
          >
            <dt className="text-sm text-muted-foreground">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
