import { Button, SearchInput } from '@promptly/ui';
import { X } from 'lucide-react';
import { type ReactNode } from 'react';

import { type ListParams } from '../hooks/use-list-params.ts';
import { t } from '../i18n/index.ts';

interface ListToolbarProps {
  list: Pick<ListParams<string>, 'query' | 'search' | 'isNarrowed' | 'clear'>;
  searchLabel: string;
  /** The filters. */
  children?: ReactNode;
}

/** Search and filters above a list; they stand in the address, so that a view can be shared. */
export function ListToolbar({ list, searchLabel, children }: ListToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchInput
        value={list.query}
        onValueChange={list.search}
        placeholder={searchLabel}
        className="sm:w-64"
      />
      {children}
      {list.isNarrowed && (
        <Button variant="ghost" onClick={list.clear}>
          <X aria-hidden />
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
}
