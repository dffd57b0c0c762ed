import { describe } from './describe-value.ts';
import { type MapLoader, mapStack, type SourcePlace } from './source-map.ts';

/** An error as it is told to the studio and shown on the page. */
export interface PageError extends Partial<SourcePlace> {
  message: string;
  stack?: string;
}

/** Hears of every error of the app that nothing caught. */
export function captureErrors(onError: (error: unknown) => void): void {
  addEventListener('error', (event) => {
    onError(event.error ?? event.message);
  });
  addEventListener('unhandledrejection', (event) => {
    onError(event.reason);
  });
}

/** Reads an error, with its stack traced back to the project's files. */
export async function readError(error: unknown, loadMap: MapLoader): Promise<PageError> {
  if (!(error instanceof Error)) return { message: describe(error) };
  const message = error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  if (error.stack === undefined) return { message };
  const { stack, place } = await mapStack(error.stack, loadMap);
  return { message, stack, ...place };
}

/** Fetches maps that lie beside the scripts, each once. */
export function createMapLoader(): MapLoader {
  const loads = new Map<string, ReturnType<MapLoader>>();
  return (scriptUrl) => {
    const load = loads.get(scriptUrl) ?? fetchMap(`${scriptUrl}.map`);
    loads.set(scriptUrl, load);
    return load;
  };
}

async function fetchMap(url: string): ReturnType<MapLoader> {
  try {
    const response = await fetch(url, { credentials: 'omit' });
    return response.ok ? ((await response.json()) as Awaited<ReturnType<MapLoader>>) : undefined;
  } catch {
    return undefined;
  }
}
