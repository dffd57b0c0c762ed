import { useSyncExternalStore } from 'react';

export type ColorMode = 'light' | 'dark' | 'system';

const STORAGE_KEY = 'color-mode';
const DARK_QUERY = '(prefers-color-scheme: dark)';

/** The reader's choice; the page opens in its own default until one is made. */
export function readColorMode(): ColorMode | undefined {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'light' || stored === 'dark' || stored === 'system' ? stored : undefined;
  } catch {
    // Storage can be switched off; the mode then lasts for the visit.
    return undefined;
  }
}

/** Sets the mode on the page and remembers it. */
export function setColorMode(mode: ColorMode): void {
  try {
    localStorage.setItem(STORAGE_KEY, mode);
  } catch {
    // See readColorMode.
  }
  applyColorMode(mode);
}

/** Puts the `dark` class on the root as the mode asks; call it once before the first render. */
export function applyColorMode(mode: ColorMode | undefined): void {
  if (!mode) return;
  const dark = mode === 'dark' || (mode === 'system' && matchMedia(DARK_QUERY).matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.dataset.colorMode = mode;
}

/** The mode in force, followed as it changes here, in another tab or in the system. */
export function useColorMode(): ColorMode {
  return useSyncExternalStore(subscribe, currentMode, () => 'light');
}

function currentMode(): ColorMode {
  const root = document.documentElement;
  const asked = root.dataset.colorMode;
  if (asked === 'light' || asked === 'dark' || asked === 'system') return asked;
  return root.classList.contains('dark') ? 'dark' : 'light';
}

function subscribe(onChange: () => void): () => void {
  const root = new MutationObserver(onChange);
  root.observe(document.documentElement, { attributeFilter: ['class', 'data-color-mode'] });
  const system = matchMedia(DARK_QUERY);
  const followSystem = () => applyColorMode(currentMode() === 'system' ? 'system' : undefined);
  const followOtherTab = (event: StorageEvent) => {
    if (event.key === STORAGE_KEY) applyColorMode(readColorMode());
  };
  system.addEventListener('change', followSystem);
  window.addEventListener('storage', followOtherTab);
  return () => {
    root.disconnect();
    system.removeEventListener('change', followSystem);
    window.removeEventListener('storage', followOtherTab);
  };
}
