import { type EditorTheme, loadMonaco, type TypeLibraryFile } from '@promptly/editor/react';
import { useColorMode } from '@promptly/ui';
import { useQuery } from '@tanstack/react-query';
import typeLibraryUrl from 'virtual:type-library';

import { useSystemDark } from '../../../lib/use-system-dark.ts';

/** Fetches Monaco when the editor is first looked at; later uses find it there. */
export function useMonaco() {
  return useQuery({
    queryKey: ['monaco'],
    staleTime: Infinity,
    gcTime: Infinity,
    // Not serializable, and not to be compared: it is a library.
    structuralSharing: false,
    queryFn: () => loadMonaco({ loadTypeLibrary }),
  });
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
