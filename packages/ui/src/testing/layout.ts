/** Gives jsdom the layout interfaces that floating panels ask for; it lays nothing out. */
export function provideLayout(): void {
  globalThis.ResizeObserver ??= class {
    observe() {
      // Nothing ever changes size here.
    }
    unobserve() {
      // See observe.
    }
    disconnect() {
      // See observe.
    }
  };
  Object.assign(Element.prototype, {
    hasPointerCapture: () => false,
    scrollIntoView: () => undefined,
  });
}

/** Answers `prefers-color-scheme: dark`, and tells listeners when `set` changes it. */
export function provideColorScheme(dark: boolean): { set: (dark: boolean) => void } {
  const listeners = new Set<() => void>();
  let matches = dark;
  globalThis.matchMedia = () =>
    ({
      get matches() {
        return matches;
      },
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    }) as unknown as MediaQueryList;
  return {
    set(next) {
      matches = next;
      for (const listener of listeners) listener();
    },
  };
}
