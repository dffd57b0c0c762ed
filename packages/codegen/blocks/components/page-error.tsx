import { Button, Card, EmptyState } from '@promptly/ui';
import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';

import { t } from '../i18n/index.ts';

interface PageErrorProps {
  children: ReactNode;
  /** A change of it, such as of the address, gives the page another try. */
  resetKey: string;
}

interface PageErrorState {
  failed: boolean;
  resetKey: string;
}

/** Keeps the frame standing when a page fails. */
export class PageError extends Component<PageErrorProps, PageErrorState> {
  override state: PageErrorState = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<PageErrorState> {
    return { failed: true };
  }

  static getDerivedStateFromProps(
    { resetKey }: PageErrorProps,
    state: PageErrorState,
  ): Partial<PageErrorState> | null {
    return resetKey === state.resetKey ? null : { failed: false, resetKey };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Card className="py-0">
        <EmptyState
          icon={TriangleAlert}
          title={t('error.title')}
          description={t('error.hint')}
          action={
            <Button variant="outline" onClick={() => this.setState({ failed: false })}>
              {t('error.retry')}
            </Button>
          }
        />
      </Card>
    );
  }
}
