import { requireHere } from './entries.ts';
import { ICON_SPECIFIER, type IconTable } from './icons.ts';

/**
 * Reads every icon's drawing out of the package, so that an app is sent the twenty icons it names and
 * not a megabyte of them. Empty when the package is not built as we know it; apps then get all of it.
 */
export function readIconTable(): IconTable {
  const exported = requireHere()(ICON_SPECIFIER) as Record<string, unknown>;
  const table: IconTable = { names: {}, icons: [] };
  const indexes = new Map<unknown, number>();
  for (const [name, component] of Object.entries(exported)) {
    const icon = drawingOf(component);
    if (icon === undefined) continue;
    const index = indexes.get(icon) ?? table.icons.push(icon) - 1;
    indexes.set(icon, index);
    table.names[name] = index;
  }
  return table;
}

/** An icon is a named, forwarded component whose element carries the drawing as its `icon`. */
function drawingOf(component: unknown): object | undefined {
  const { render, displayName } = (component ?? {}) as { render?: unknown; displayName?: unknown };
  if (typeof render !== 'function' || typeof displayName !== 'string') return undefined;
  const element = (render as ForwardRender)({}, null);
  const icon = element.props?.icon;
  return typeof icon === 'object' && icon !== null && 'node' in icon && 'name' in icon
    ? icon
    : undefined;
}

type ForwardRender = (props: object, ref: null) => { props?: { icon?: unknown } };
