/* global document, matchMedia */
// Runs before the first paint, so that a dark studio never flashes light.
(function () {
  var mode = 'system';
  try {
    mode = localStorage.getItem('color-mode') || mode;
  } catch {
    // Storage can be switched off; the system's mode holds then.
  }
  var dark =
    mode === 'dark' || (mode === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.dataset.colorMode = mode;
})();
