import {
  createPreviewBuilder,
  createVendor,
  type PreviewBuilder,
  type Vendor,
} from '@promptly/preview';

export interface StartedEngine {
  vendor: Vendor;
  builder: PreviewBuilder;
}

/** What builds previews: the packages that apps import, bundled once, and a thread that compiles. */
export interface PreviewEngine {
  /** Starts it on the first call: a second on a new machine, some milliseconds from then on. */
  start(): Promise<StartedEngine>;
  /** Whether anybody has needed it yet. */
  readonly isStarted: boolean;
  close(): Promise<void>;
}

export function createPreviewEngine(options: {
  /** Folder in which the bundled packages are kept between starts. */
  cacheDir: string;
  log: (message: string) => void;
}): PreviewEngine {
  let engine: Promise<StartedEngine> | undefined;
  const start = async () => {
    const vendor = await createVendor(options);
    return { vendor, builder: createPreviewBuilder({ vendor }) };
  };
  return {
    start: () => (engine ??= start()),
    get isStarted() {
      return engine !== undefined;
    },
    async close() {
      if (engine) await (await engine).builder.close();
    },
  };
}
