import { Button, Card, EmptyState } from '@promptly/ui';
import { SearchX } from 'lucide-react';

import { t } from '../i18n/index.ts';

/** What a list shows when a search or filter leaves nothing. */
export function NoMatches({ onClear }: { onClear: () => void }) {
  return (
    <Card className="py-0">
      <EmptyState
        icon={SearchX}
        title={t('list.noMatches')}
        description={t('list.noMatchesHint')}
        action={
          <Button variant="outline" onClick={onClear}>
            {t('list.clear')}
          </Button>
        }
      />
    </Card>
  );
}
