// Imported first by tests of whole pages: what every browser has and jsdom lacks.
import { TextDecoder, TextEncoder } from 'node:util';

Object.assign(globalThis, {
  TextDecoder,
  TextEncoder,
  matchMedia: () => Object.assign(new EventTarget(), { matches: false }),
});
