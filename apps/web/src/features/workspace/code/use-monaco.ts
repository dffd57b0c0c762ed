import { type EditorTheme, loadMonaco, type TypeLibraryFile } from '@promptly/editor/react';
import { useColorMode } from '@promptly/ui';
import { queryOptions, useQuery } from '@tanstack/react-query';
import typeLibraryUrl from 'virtual:type-library';

import { useSystemDark } from '../../../lib/use-system-dark.ts';

/** Monaco as a query: fetched when the editor is first looked at, and there for every later use. */
export const monacoQuery = queryOptions({
  queryKey: ['monaco'],
  staleTime: Infinity,
  gcTime: Infinity,
  // Not data to be compared: it is a library.
  structuralSharing: false,
  queryFn: () => loadMonaco({ loadTypeLibrary }),
});

export function useMonaco() {
  return useQuery(monacoQuery);
}

export function useEditorTheme(): EditorTheme {
  const mode = useColorMode();
  const systemDark = useSystemDark();
  const dark = mode === 'dark' || (mode === 'system' && systemDark);
  return dark ? 'promptly-dark' : 'promptly-light';
}

async function loadTypeLibrary(): Promise<readonly TypeLibraryFile[]> {
  const response = await fetch(typeLibraryUrl);
  // The editor works without: it then knows the project's own types only.
  return response.ok ? ((await response.json()) as TypeLibraryFile[]) : [];
}
