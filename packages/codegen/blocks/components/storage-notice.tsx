import { Alert, AlertDescription, AlertTitle } from '@promptly/ui';
import { useSyncExternalStore } from 'react';

import { t } from '../i18n/index.ts';
import { type Collection, type StorageProblem } from '../lib/collection.ts';

interface StorageNoticeProps {
  collections: readonly Pick<Collection<{ id: string }>, 'problem' | 'subscribe'>[];
}

/** Says so when the browser cannot keep what is entered. */
export function StorageNotice({ collections }: StorageNoticeProps) {
  const problem = useSyncExternalStore(
    (listener) => {
      const unsubscribe = collections.map((collection) => collection.subscribe(listener));
      return () => {
        for (const stop of unsubscribe) stop();
      };
    },
    () => collections.map((collection) => collection.problem()).find(Boolean),
  );
  if (!problem) return null;
  return (
    <Alert variant="warning" className="mb-6">
      <AlertTitle>{t('storage.title')}</AlertTitle>
      <AlertDescription>{describe(problem)}</AlertDescription>
    </Alert>
  );
}

function describe(problem: StorageProblem): string {
  return problem === 'full' ? t('storage.full') : t('storage.unreadable');
}
