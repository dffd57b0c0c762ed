import { type QueryClient } from '@tanstack/react-query';

import { monacoQuery } from './use-monaco.ts';

/** Begins to fetch the editor when someone reaches for it. */
export async function prefetchEditor(queryClient: QueryClient): Promise<void> {
  await Promise.all([import('./code-pane.tsx'), queryClient.prefetchQuery(monacoQuery)]);
}
