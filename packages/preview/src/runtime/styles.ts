/** A stylesheet that is loaded but not in force yet. */
export interface PendingStyle {
  /** Puts it in force in place of the present one. */
  activate(): void;
  /** Takes it away; the one before it is in force again. */
  discard(): void;
}

/** Loads a stylesheet beside the present one, without effect on the page until it is activated. */
export async function loadStyle(url: string): Promise<PendingStyle> {
  const old = currentStyle();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = url;
  link.media = 'not all';
  const loaded = new Promise<void>((resolve, reject) => {
    link.onload = () => {
      resolve();
    };
    link.onerror = () => {
      reject(new Error(`the stylesheet ${url} did not load`));
    };
  });
  document.head.append(link);
  try {
    await loaded;
  } catch (error) {
    link.remove();
    throw error;
  }
  return {
    activate() {
      link.media = 'all';
      old?.remove();
      link.dataset.previewStyle = '';
    },
    discard() {
      if (old && !old.isConnected) document.head.append(old);
      link.remove();
    },
  };
}

/** Resolves when the document's own stylesheet has arrived, or has failed to. */
export async function styleReady(): Promise<void> {
  const link = currentStyle();
  if (!link || link.sheet) return;
  await new Promise((resolve) => {
    link.addEventListener('load', resolve, { once: true });
    link.addEventListener('error', resolve, { once: true });
  });
}

function currentStyle(): HTMLLinkElement | null {
  return document.querySelector<HTMLLinkElement>('link[data-preview-style]');
}
