export interface Store<State> {
  getState: () => State;
  setState: (state: State) => void;
  /** Calls the listener after each change; returns how to stop that. */
  subscribe: (listener: () => void) => () => void;
}

/** Holds an immutable state, in the form that React's useSyncExternalStore reads. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    setState(next) {
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
