import './styles.css';

import { applyColorMode, readColorMode } from '@promptly/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';

import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import { createI18n } from './i18n/index.ts';
import { createStudio } from './lib/studio.tsx';

// Zod compiles schemas with `new Function` where it may; the studio's content policy forbids that.
z.config({ jitless: true });
applyColorMode(readColorMode() ?? 'system');

const studio = createStudio(location.origin);
void studio.session.restore();
const i18n = await createI18n();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App studio={studio} i18n={i18n} queryClient={createQueryClient()} />
  </StrictMode>,
);
