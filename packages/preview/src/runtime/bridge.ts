import {
  type PreviewCommand,
  type PreviewEvent,
  previewEnvelope,
  readPreviewCommand,
} from '@promptly/common/preview-bridge';

/** The line to the window that embeds this page. */
export interface Bridge {
  /** False when the page stands alone in a tab: then nothing is sent and nothing comes. */
  embedded: boolean;
  send(event: PreviewEvent): void;
}

/** Connects to the embedding window. Commands count only when they come from it. */
export function connectBridge(onCommand: (command: PreviewCommand) => void): Bridge {
  const embedded = parent !== window;
  if (embedded) {
    addEventListener('message', ({ source, data }) => {
      if (source !== parent) return;
      const command = readPreviewCommand(data);
      if (command) onCommand(command);
    });
  }
  return {
    embedded,
    send(event) {
      // Who may embed the page is settled by frame-ancestors; its origin is not known here.
      if (embedded) parent.postMessage(previewEnvelope(event), '*');
    },
  };
}
