import { type Locale } from '@promptly/common';
import { Toaster, TooltipProvider, UiTextProvider } from '@promptly/ui';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type i18n } from 'i18next';
import { useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';

import { type Studio, StudioProvider } from '../lib/studio.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { createRouter } from './router.tsx';

export interface AppProps {
  studio: Studio;
  i18n: i18n;
  queryClient: QueryClient;
}

export function App({ studio, i18n, queryClient }: AppProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <StudioProvider studio={studio}>
        <QueryClientProvider client={queryClient}>
          <Shell />
        </QueryClientProvider>
      </StudioProvider>
    </I18nextProvider>
  );
}

function Shell() {
  const { i18n } = useTranslation();
  const [router] = useState(createRouter);
  return (
    <UiTextProvider locale={i18n.language as Locale}>
      <TooltipProvider delayDuration={400} skipDelayDuration={200}>
        <ConnectionBanner />
        <RouterProvider router={router} />
        <Toaster />
      </TooltipProvider>
    </UiTextProvider>
  );
}
