import { type Plugin } from 'vite';

export function typeLibrary(): Plugin {
  return { name: 'type-library' };
}
