import { Card, CardContent, CardHeader, CardTitle } from '@promptly/ui';
import { type ReactNode } from 'react';

interface ChartCardProps {
  title: string;
  className?: string;
  children: ReactNode;
}

export function ChartCard({ title, className, children }: ChartCardProps) {
  return (
    <Card className={className}>
      <CardHeader>
        <CardTitle as="h2">{title}</CardTitle>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}
