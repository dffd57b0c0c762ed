import {
  type FileTree,
  type PreviewCommand,
  type PreviewEvent,
  previewEnvelope,
} from '@promptly/common';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';

import { createPreviewBuilder, createPreviewHandler, type PreviewBuild } from '../index.ts'; // prettier-ignore
import { launchBrowser } from './browser.ts';
import { listen, studioPage } from './studio-stub.ts';
import { testVendor } from './test-vendor.ts';

type Init = PreviewCommand & { type: 'init' };
type TimedEvent = PreviewEvent & { at: number };
type EventOf<T extends PreviewEvent['type']> = Extract<PreviewEvent, { type: T }> & { at: number };

/** A studio and a preview origin on two ports, and a browser that looks at them. */
export interface PreviewSite {
  studioOrigin: string;
  previewOrigin: string;
  browser: Browser;
  /** Builds a tree and makes it what the token shows. */
  publish(tree: FileTree): Promise<PreviewBuild>;
  /** Opens the studio with the preview in its frame, in a browser profile of its own; the last one is closed. */
  open(init?: Partial<Init>, page?: string): Promise<StudioView>;
  /** Publishes a tree and opens it; waits until it is rendered. */
  show(tree: FileTree, init?: Partial<Init>): Promise<StudioView>;
  close(): Promise<void>;
}

export class StudioView {
  constructor(
    readonly page: Page,
    readonly site: PreviewSite,
  ) {}

  /** The frame with the preview; its document may change. */
  get frame(): Frame {
    const frame = this.page.frames().find((candidate) => candidate !== this.page.mainFrame());
    if (!frame) throw new Error('the studio has no preview frame');
    return frame;
  }

  /** What the app shows, as text. */
  rootText(): Promise<string> {
    return this.frame.locator('#root').innerText();
  }

  /** The page's own notice of what is wrong with the app. */
  overlay(): Locator {
    return this.frame.locator('promptly-overlay');
  }

  async say(command: PreviewCommand): Promise<void> {
    await this.page.evaluate((data) => {
      (globalThis as never as { say(data: unknown): void }).say(data);
    }, previewEnvelope(command));
  }

  async events(): Promise<TimedEvent[]> {
    return this.page.evaluate(() => (globalThis as never as { events: TimedEvent[] }).events);
  }

  /** Waits for the event number `count` (from 1) of a type that meets the condition. */
  async event<T extends PreviewEvent['type']>(
    type: T,
    accepts: (event: EventOf<T>) => boolean = () => true,
    count = 1,
  ): Promise<EventOf<T>> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const events = await this.events();
      const found = events.filter((event) => event.type === type) as EventOf<T>[];
      const wanted = found.filter(accepts)[count - 1];
      if (wanted) return wanted;
      if (Date.now() > deadline) {
        throw new Error(`no "${type}" among ${JSON.stringify(events).slice(0, 2_000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Publishes a tree and swaps it in, as the studio does after a save; waits until it is rendered. */
  async update(tree: FileTree, revision: string): Promise<void> {
    const build = await this.site.publish(tree);
    if (build.scriptName === null) throw new Error(JSON.stringify(build.diagnostics));
    const { scriptName: scriptUrl, styleName: styleUrl, title, lang, dir } = build;
    const document = { title, lang, dir, htmlClass: build.htmlClass, bodyClass: build.bodyClass };
    const patch = build.patch
      ? { base: build.patch.base, path: build.patch.path, scriptUrl: build.patch.scriptName }
      : undefined;
    await this.say({ type: 'update', scriptUrl, patch, styleUrl, document, revision });
  }
}

const TOKEN = 'test-token';

/** Starts everything. The vendored packages are bundled once for all test files that run on this machine. */
export async function openPreviewSite(): Promise<PreviewSite> {
  const vendor = await testVendor();
  const builder = createPreviewBuilder({ vendor });
  let current: PreviewBuild | undefined;
  let context: BrowserContext | undefined;
  let init: Init = { type: 'init' };
  let opened = '';

  const studio = await listen((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    // A page may always send its own frame elsewhere; only its embedder can forbid that.
    response.setHeader('Content-Security-Policy', `frame-src ${preview.origin}`);
    response.end(studioPage(`${preview.origin}/p/${TOKEN}/${opened}`, init));
  });
  const preview = await listen(
    createPreviewHandler({
      vendor,
      frameAncestors: studio.origin,
      // eslint-disable-next-line @typescript-eslint/require-await -- the API is asynchronous
      resolve: async (token) => (token === TOKEN && current ? { build: current } : null),
    }),
  );
  const browser = await launchBrowser();

  const site: PreviewSite = {
    studioOrigin: studio.origin,
    previewOrigin: preview.origin,
    browser,
    async publish(tree) {
      current = await builder.build(tree, { key: 'project' });
      return current;
    },
    async open(partial = {}, file = '') {
      init = { type: 'init', ...partial };
      opened = file;
      await context?.close();
      context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(studio.origin);
      return new StudioView(page, site);
    },
    async show(tree, partial) {
      await site.publish(tree);
      const view = await site.open(partial);
      await view.event('rendered');
      return view;
    },
    async close() {
      await browser.close();
      await builder.close();
      await Promise.all([studio.close(), preview.close()]);
    },
  };
  return site;
}
