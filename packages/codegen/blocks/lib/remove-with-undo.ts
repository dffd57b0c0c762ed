import { toast } from '@promptly/ui';

import { t } from '../i18n/index.ts';
import { type Collection } from './collection.ts';

/** Removes a row at once and offers to put it back. */
export function removeWithUndo<Item extends { id: string }>(
  collection: Collection<Item>,
  id: string,
  name: string,
): void {
  const undo = collection.remove(id);
  toast(t('record.deleted', { name }), { action: { label: t('record.undo'), onClick: undo } });
}
