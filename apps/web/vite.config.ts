import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { typeLibrary } from './vite/type-library.ts';

/** Where the API runs while the studio is developed with `vite`. */
const API_URL = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), tailwindcss(), typeLibrary()],
  server: { proxy: { '/api': API_URL } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
});
