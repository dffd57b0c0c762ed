import { createContext, use } from 'react';

export interface SidebarState {
  /** Desktop: the sidebar shows its labels, not only its icons. */
  expanded: boolean;
  /** Phone: the sheet is open. */
  sheetOpen: boolean;
  setExpanded: (expanded: boolean) => void;
  setSheetOpen: (open: boolean) => void;
}

export const SidebarContext = createContext<SidebarState | null>(null);

/** The state of the sidebar around; throws outside a SidebarProvider. */
export function useSidebar(): SidebarState {
  const state = use(SidebarContext);
  if (!state) throw new Error('useSidebar needs a SidebarProvider above it');
  return state;
}
