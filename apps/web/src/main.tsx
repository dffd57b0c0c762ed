import './styles.css';

import { applyColorMode, readColorMode } from '@promptly/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import { createI18n } from './i18n/index.ts';
import { createStudio } from './lib/studio.tsx';

applyColorMode(readColorMode() ?? 'system');

const studio = createStudio(location.origin);
const queryClient = createQueryClient();
studio.session.subscribe(() => {
  // The next person at this browser must not see what this one has loaded, and what was lent to a session ends with it.
  if (studio.session.getState().status === 'signed_out') queryClient.clear();
});
void studio.session.restore();
void createI18n().then((i18n) => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <App studio={studio} i18n={i18n} queryClient={queryClient} />
    </StrictMode>,
  );
});
