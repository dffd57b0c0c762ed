import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import { decodeText } from '@promptly/common';

/** A place in a project's source; both count from 1. */
export interface SourcePosition {
  path: string;
  line: number;
  column: number;
}

const FRAME = /(https:\/\/[^\s()]+?):(\d+):(\d+)/g;
const SOURCE = /(?:^|\/)app:(.+)$/;

/** Turns places in bundled modules back into places in the project. */
export interface SourcePositions {
  /** The places of a stack in the project's own files, innermost first. */
  ofStack(stack: string): SourcePosition[];
}

/** `mapOf` gives the source map of a module by its URL, or undefined for a module that is not the project's. */
export function sourcePositions(mapOf: (url: string) => Uint8Array | undefined): SourcePositions {
  const maps = new Map<string, TraceMap | undefined>();

  function traceMap(url: string): TraceMap | undefined {
    if (!maps.has(url)) {
      const map = mapOf(url);
      maps.set(url, map && new TraceMap(decodeText(map)));
    }
    return maps.get(url);
  }

  return {
    ofStack(stack) {
      return [...stack.matchAll(FRAME)].flatMap(([, url = '', line, column]) => {
        const map = traceMap(url);
        if (!map) return [];
        const found = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
        const path = SOURCE.exec(found.source ?? '')?.[1];
        if (path === undefined || found.line === null) return [];
        return [{ path, line: found.line, column: found.column + 1 }];
      });
    },
  };
}
