/** A place in a file of the project. Lines and columns count from 1. */
export interface SourcePlace {
  path: string;
  line: number;
  column: number;
}

interface RawSourceMap {
  sources: string[];
  mappings: string;
}

/** Marks the project's files among the sources of a build's map. */
const SOURCE_PREFIX = 'app:';

/** Finds where a place of the built script came from; both count lines and columns from 1. */
export function originalPlace(
  map: RawSourceMap,
  line: number,
  column: number,
): SourcePlace | undefined {
  const state = { source: 0, line: 0, column: 0 };
  const lines = map.mappings.split(';');
  let best: typeof state | undefined;
  for (let index = 0; index < line; index += 1) {
    let generatedColumn = 0;
    for (const segment of (lines[index] ?? '').split(',')) {
      const [toColumn, toSource, toLine, toOriginalColumn] = decodeVlq(segment);
      if (toColumn === undefined) continue;
      generatedColumn += toColumn;
      const mapped = toSource !== undefined;
      if (mapped) {
        state.source += toSource;
        state.line += toLine ?? 0;
        state.column += toOriginalColumn ?? 0;
      }
      if (index === line - 1 && generatedColumn <= column - 1) {
        best = mapped ? { ...state } : undefined;
      }
    }
  }
  const source = best && map.sources[best.source];
  if (!best || !source?.startsWith(SOURCE_PREFIX)) return undefined;
  return {
    path: source.slice(SOURCE_PREFIX.length),
    line: best.line + 1,
    column: best.column + 1,
  };
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CONTINUES = 0b100000;

function decodeVlq(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of segment) {
    const digit = BASE64.indexOf(char);
    value |= (digit & ~CONTINUES) << shift;
    if (digit & CONTINUES) {
      shift += 5;
    } else {
      numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

const FRAME = /(https?:\/\/[^\s()?]*\/(?:app|patch)\.[0-9a-f]+\.js)(?:\?[^\s():]*)?:(\d+):(\d+)/g;

/** Loads the map of a script by its URL, or undefined where there is none. */
export type MapLoader = (scriptUrl: string) => Promise<RawSourceMap | undefined>;

/** A stack with the project's places in it instead of the built script's, and the first such place. */
export async function mapStack(
  stack: string,
  loadMap: MapLoader,
): Promise<{ stack: string; place?: SourcePlace }> {
  const scripts = new Set([...stack.matchAll(FRAME)].map(([, script = '']) => script));
  const maps = new Map<string, RawSourceMap | undefined>();
  for (const script of scripts) maps.set(script, await loadMap(script));
  let first: SourcePlace | undefined;
  const mapped = stack.replace(FRAME, (frame, script: string, line: string, column: string) => {
    const map = maps.get(script);
    const place = map && originalPlace(map, Number(line), Number(column));
    if (!place) return frame;
    first ??= place;
    return `${place.path}:${place.line}:${place.column}`;
  });
  return { stack: mapped, ...(first && { place: first }) };
}
