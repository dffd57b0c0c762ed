export interface Tabs {
  open: readonly string[];
  active: string | null;
}

export const NO_TABS: Tabs = { open: [], active: null };

/** Shows a path, in its tab where it has one, else in a new tab after the active one. */
export function openTab(tabs: Tabs, path: string): Tabs {
  const { open } = addTab(tabs, path);
  return open === tabs.open && tabs.active === path ? tabs : { open, active: path };
}

/** Makes sure that a path has a tab; the active one stays, where there is one. */
export function addTab(tabs: Tabs, path: string): Tabs {
  if (tabs.open.includes(path)) return tabs;
  const after = tabs.active === null ? tabs.open.length : tabs.open.indexOf(tabs.active) + 1;
  return { open: tabs.open.toSpliced(after, 0, path), active: tabs.active ?? path };
}

/** Closes a tab; the next one takes its place, or the one before it at the end. */
export function closeTab(tabs: Tabs, path: string): Tabs {
  const index = tabs.open.indexOf(path);
  if (index < 0) return tabs;
  const open = tabs.open.toSpliced(index, 1);
  const active = tabs.active === path ? (open[index] ?? open[index - 1] ?? null) : tabs.active;
  return { open, active };
}

/** Keeps tabs in place while their paths change. */
export function renameTabs(tabs: Tabs, renamed: (path: string) => string): Tabs {
  return {
    open: tabs.open.map(renamed),
    active: tabs.active === null ? null : renamed(tabs.active),
  };
}
