import { Select } from '@promptly/ui';

import { type ListParams } from '../hooks/use-list-params.ts';
import { t } from '../i18n/index.ts';

interface SortSelectProps {
  list: Pick<ListParams<string>, 'sort' | 'sortBy'>;
  fields: readonly { field: string; label: string }[];
}

/** Orders a list that has no heads to press. */
export function SortSelect({ list, fields }: SortSelectProps) {
  return (
    <Select
      aria-label={t('list.sortBy')}
      value={list.sort}
      onChange={(event) => list.sortBy(event.target.value)}
      className="w-auto min-w-32 sm:ms-auto"
    >
      {fields.map(({ field, label }) => (
        <option key={field} value={field}>
          {label}
        </option>
      ))}
    </Select>
  );
}
