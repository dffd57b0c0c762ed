import type { SchemaFault } from './props-schema.ts';

type JsonObject = Record<string, unknown>;

/** Keys under which data stand, and no schemas. */
const DATA = new Set(['const', 'default', 'enum', 'examples']);
/** Under these, each key is a name that somebody chose, and no keyword. */
const MAPS = new Set([
  ...[
    '$defs',
    'definitions',
    'dependencies',
    'dependentSchemas',
    'patternProperties',
    'properties',
  ],
]);
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];
const ANCHORS = ['$anchor', '$dynamicAnchor'];
/** What a schema applies to the very value that it is about. */
const SAME_VALUE = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'];

/**
 * The first reference of a valid schema that cannot be followed: into another document, to nothing, or back to where it
 * stands without having gone into the value, which would never end.
 */
export function findReferenceFault(root: JsonObject): SchemaFault | undefined {
  const { objects, anchors } = indexOf(root);
  const resolve = (reference: string): unknown => {
    if (!reference.startsWith('#')) return undefined;
    const fragment = decodeFragment(reference.slice(1));
    if (fragment === undefined) return undefined;
    return fragment === '' || fragment.startsWith('/')
      ? follow(root, fragment.split('/').slice(1))
      : anchors.get(fragment);
  };

  const next = new Map<JsonObject, JsonObject[]>();
  for (const [schema, path] of objects) {
    const targets: unknown[] = SAME_VALUE.flatMap((key) => own(schema, key));
    for (const key of REFERENCES) {
      const reference = ownValue(schema, key);
      if (typeof reference !== 'string') continue;
      const target = resolve(reference);
      if (!isObject(target) && typeof target !== 'boolean') {
        const message = 'must lead to a schema of this document, such as #/$defs/size';
        return { path: [...path, key], message };
      }
      targets.push(target);
    }
    if (schema !== root && typeof ownValue(schema, '$id') === 'string') {
      return { path: [...path, '$id'], message: 'may stand at the root only' };
    }
    next.set(schema, targets.filter(isObject));
  }
  const looping = findLoop(next);
  if (!looping) return undefined;
  return { path: objects.get(looping) ?? [], message: 'refers to itself without an end' };
}

/** Every object of a document that may be a schema, with its place, and those that have a name. */
function indexOf(root: JsonObject) {
  const objects = new Map<JsonObject, readonly string[]>();
  const anchors = new Map<string, JsonObject>();
  const visit = (value: unknown, path: readonly string[], isMap: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isObject(value) && !isMap) {
      objects.set(value, path);
      for (const key of ANCHORS) {
        const name = ownValue(value, key);
        if (typeof name === 'string') anchors.set(name, value);
      }
    }
    for (const [key, inner] of Object.entries(value)) {
      if (isMap || !DATA.has(key)) visit(inner, [...path, key], !isMap && MAPS.has(key));
    }
  };
  visit(root, [], false);
  return { objects, anchors };
}

/** An object from which a walk along the arrows comes back to itself. */
function findLoop(next: ReadonlyMap<JsonObject, readonly JsonObject[]>): JsonObject | undefined {
  const state = new Map<JsonObject, 'open' | 'done'>();
  for (const start of next.keys()) {
    const walk = [start];
    while (walk.length > 0) {
      const at = walk.at(-1)!;
      if (state.has(at)) {
        state.set(at, 'done');
        walk.pop();
        continue;
      }
      state.set(at, 'open');
      for (const target of next.get(at) ?? []) {
        if (state.get(target) === 'open') return target;
        if (!state.has(target)) walk.push(target);
      }
    }
  }
  return undefined;
}

function follow(root: JsonObject, pointer: readonly string[]): unknown {
  let at: unknown = root;
  for (const part of pointer) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = ownValue(at as JsonObject, part.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return at;
}

function decodeFragment(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

function own(schema: JsonObject, key: string): unknown[] {
  const value = ownValue(schema, key);
  return Array.isArray(value) ? value : [value];
}

/** A property's name may be that of what every object has. */
function ownValue(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
