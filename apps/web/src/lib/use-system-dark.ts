import { useMediaQuery } from './use-media-query.ts';

/** Whether the system asks for dark colours, followed as that changes. */
export function useSystemDark(): boolean {
  return useMediaQuery('(prefers-color-scheme: dark)');
}
