export { createUiRegistry, type UiComponent, type UiRegistry } from './ui-registry.ts';
