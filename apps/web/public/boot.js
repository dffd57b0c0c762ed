/* global document, matchMedia */
// Runs before anything else of the studio, in a file of its own: the content policy allows no inline script.

// Zod tries to compile schemas with `new Function`, which the content policy forbids.
globalThis.__zod_globalConfig = { jitless: true };

// The colours are set before the first paint, so that a dark studio never flashes light.
let mode = 'system';
try {
  mode = localStorage.getItem('color-mode') ?? mode;
} catch {
  // Storage can be switched off; the system's mode holds then.
}
const dark =
  mode === 'dark' || (mode === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.classList.toggle('dark', dark);
document.documentElement.dataset.colorMode = mode;
