import { Button, Card, EmptyState } from '@promptly/ui';
import { SearchX } from 'lucide-react';
import { Link } from 'react-router';

import { t } from '../i18n/index.ts';

/** What stands in place of a record that is not there. */
export function MissingRecord({ title, listPath }: { title: string; listPath: string }) {
  return (
    <Card className="py-0">
      <title>{title}</title>
      <EmptyState
        icon={SearchX}
        title={<h1>{title}</h1>}
        description={t('record.missingHint')}
        action={
          <Button asChild variant="outline">
            <Link to={listPath}>{t('record.back')}</Link>
          </Button>
        }
      />
    </Card>
  );
}
