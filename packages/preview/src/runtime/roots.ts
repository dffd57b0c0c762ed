import { captureScroll } from './scroll.ts';

/** The parts of React which this needs; the real ones come with the vendored package. */
export interface ReactRoot {
  render(children: unknown): void;
  unmount(): void;
}
export interface RootOptions {
  onUncaughtError?: (error: unknown, info: never) => void;
}
export interface ReactDom {
  createRoot(container: Element, options: RootOptions): ReactRoot;
  flushSync(work: () => void): void;
}

interface LiveRoot {
  element: Element;
  root: ReactRoot;
  /** The element as it was before any app marked it, to make its successors from. */
  pristine: Element;
}

/** What a swap of builds tells its caller. Exactly one of `committed` and `failed` is called, once. */
export interface SwapHandlers {
  /** Just before the new app's first render, in the same task as its commit: time to change styles. */
  rendering(): void;
  /** The new app's pixels stand where the old ones stood. */
  committed(): void;
  /** The new app's first render threw: the old pixels are back. */
  failed(error: unknown): void;
}

export interface Swap {
  /** Gives up: what the new script mounted is taken away, and the old app stays. */
  cancel(): void;
  /** Unmounts old roots which the new script did not mount again. */
  finish(): void;
  readonly state: 'waiting' | 'committed' | 'failed';
}

export interface RootRegistry {
  /** `createRoot` for the app: mounts in place, or beside the old root while a swap is under way. */
  create(container: Element, options: RootOptions, react: ReactDom): ReactRoot;
  beginSwap(handlers: SwapHandlers): Swap;
  /** Unmounts what a script mounted, all that there is, and lets it mount nothing from now on. */
  retire(scriptAddress: string): void;
  /** Does work that renders at once; true where an error took an app off the screen in it, which nobody is told of. */
  catching(work: () => void): boolean;
  /** True for an error that took an app off the screen. */
  isUncaught(error: unknown): boolean;
  readonly size: number;
}

/** Keeps the React roots of the page, and swaps them for those of a new build without a blank frame. */
export function createRootRegistry(onContent: (element: Element) => void): RootRegistry {
  const live = new Map<Element, LiveRoot>();
  const retired = new Set<string>();
  let swap: ActiveSwap | undefined;
  let lastUncaught: { error: unknown } | undefined;
  let trial: { failed: boolean } | undefined;

  function create(container: Element, options: RootOptions, react: ReactDom): ReactRoot {
    if (isCalledBy(retired)) return INERT_ROOT;
    const old = swap && live.get(container);
    if (swap && old) return mountBeside(old, swap, options, react);
    const pristine = container.cloneNode(false) as Element;
    const root = react.createRoot(container, watched(options));
    live.set(container, { element: container, root, pristine });
    onContent(container);
    return root;
  }

  /** React reports what no boundary caught through this option only, so it stands in front of the app's. */
  function watched(options: RootOptions, onError?: (error: unknown) => void): RootOptions {
    return {
      ...options,
      onUncaughtError(error, info) {
        if (trial) {
          trial.failed = true;
          return;
        }
        lastUncaught = { error };
        onError?.(error);
        if (options.onUncaughtError) options.onUncaughtError(error, info);
        else reportError(error);
      },
    };
  }

  /**
   * The first render happens in one task: the old element is hidden, the new one takes its place and is
   * rendered with its real layout, and one of the two goes. The browser paints neither state in between.
   */
  function mountBeside(
    old: LiveRoot,
    current: ActiveSwap,
    options: RootOptions,
    react: ReactDom,
  ): ReactRoot {
    const element = old.pristine.cloneNode(false) as Element;
    let failure: { error: unknown } | undefined;
    let phase: 'new' | 'rendering' | 'rendered' = 'new';
    const root = react.createRoot(
      element,
      watched(options, (error) => {
        failure ??= { error };
        if (phase !== 'rendered') return;
        // React tells this amid its work, when it cannot be asked to unmount.
        queueMicrotask(() => {
          current.settle('failed', error);
        });
      }),
    );
    const drop = () => {
      root.unmount();
      element.remove();
    };
    current.pending.add(drop);

    function firstRender(children: unknown) {
      const restoreScroll = captureScroll(old.element);
      current.handlers.rendering();
      conceal(old.element, 'display: none');
      old.element.before(element);
      phase = 'rendering';
      react.flushSync(() => {
        root.render(children);
      });
      phase = 'rendered';
      if (!failure && element.hasChildNodes()) {
        replaceOld(restoreScroll);
        return;
      }
      reveal(old.element);
      restoreScroll(old.element);
      if (failure) current.settle('failed', failure.error);
      else waitForContent();
    }

    /** A new app may first show nothing, while it loads something: the old pixels stay until it does. */
    function waitForContent() {
      conceal(element, 'position: absolute; inset: 0; visibility: hidden');
      const observer = new MutationObserver(() => {
        if (!element.hasChildNodes()) return;
        observer.disconnect();
        if (current.state !== 'waiting' || !old.element.isConnected) return;
        const restoreScroll = captureScroll(old.element);
        reveal(element);
        replaceOld(restoreScroll);
      });
      observer.observe(element, { childList: true });
    }

    function replaceOld(restoreScroll: (replacement: Element) => void) {
      current.pending.delete(drop);
      old.root.unmount();
      old.element.remove();
      live.delete(old.element);
      live.set(element, { element, root, pristine: old.pristine });
      restoreScroll(element);
      current.settle('committed');
    }

    return {
      render(children) {
        if (phase === 'new') firstRender(children);
        else root.render(children);
      },
      unmount: () => {
        root.unmount();
      },
    };
  }

  function beginSwap(handlers: SwapHandlers): Swap {
    const current = new ActiveSwap(handlers);
    const before = [...live.values()];
    swap = current;
    const end = () => {
      if (swap === current) swap = undefined;
    };
    return {
      cancel() {
        end();
        current.dropPending();
      },
      finish() {
        end();
        for (const { element, root } of before) {
          if (live.get(element)?.root !== root) continue;
          root.unmount();
          live.delete(element);
        }
      },
      get state() {
        return current.state;
      },
    };
  }

  return {
    create,
    beginSwap,
    retire(scriptAddress) {
      retired.add(scriptAddress);
      for (const { root } of live.values()) root.unmount();
      live.clear();
    },
    catching(work) {
      trial = { failed: false };
      try {
        work();
        return trial.failed;
      } catch {
        return true;
      } finally {
        trial = undefined;
      }
    },
    isUncaught: (error) => lastUncaught !== undefined && lastUncaught.error === error,
    get size() {
      return live.size;
    },
  };
}

const INERT_ROOT: ReactRoot = { render: () => undefined, unmount: () => undefined };

/** Whether one of the scripts is on the stack: a module that runs can be neither stopped nor asked its name. */
function isCalledBy(addresses: ReadonlySet<string>): boolean {
  if (addresses.size === 0) return false;
  const stack = String(new Error().stack);
  return [...addresses].some((address) => stack.includes(`${address}:`));
}

class ActiveSwap {
  readonly pending = new Set<() => void>();
  state: Swap['state'] = 'waiting';

  constructor(readonly handlers: SwapHandlers) {}

  settle(state: 'committed' | 'failed', error?: unknown): void {
    if (this.state !== 'waiting') return;
    this.state = state;
    if (state === 'committed') {
      this.handlers.committed();
    } else {
      this.dropPending();
      this.handlers.failed(error);
    }
  }

  dropPending(): void {
    for (const drop of [...this.pending]) drop();
    this.pending.clear();
  }
}

const STYLE_BEFORE = Symbol('style before');
type Concealed = Element & { [STYLE_BEFORE]?: string | null };

function conceal(element: Concealed, declarations: string): void {
  element[STYLE_BEFORE] ??= element.getAttribute('style');
  const important = declarations.split('; ').map((declaration) => `${declaration} !important`);
  element.setAttribute('style', important.join('; '));
}

function reveal(element: Concealed): void {
  if (!(STYLE_BEFORE in element)) return;
  const before = element[STYLE_BEFORE];
  delete element[STYLE_BEFORE];
  if (typeof before === 'string') element.setAttribute('style', before);
  else element.removeAttribute('style');
}
