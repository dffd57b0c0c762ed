import { Pagination } from '@promptly/ui';

interface ListFooterProps {
  /** How many rows match, in words. */
  summary: string;
  page: number;
  pageCount: number;
  onPageChange: (page: number) => void;
}

export function ListFooter({ summary, page, pageCount, onPageChange }: ListFooterProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p role="status" className="text-sm text-muted-foreground">
        {summary}
      </p>
      {pageCount > 1 && (
        <Pagination page={page} pageCount={pageCount} onPageChange={onPageChange} />
      )}
    </div>
  );
}
