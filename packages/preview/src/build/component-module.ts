import { createHash } from 'node:crypto';

import type * as Acorn from 'acorn';
import { parse } from 'acorn';
import { full } from 'acorn-walk';

import { isWithoutEffect, PURE_PACKAGES } from './without-effect.ts';

/** A module that holds components and nothing that running it again could change. */
export interface ComponentModule {
  imports: readonly Acorn.ImportDeclaration[];
  /** By exported name: what the component's state rests on. */
  components: ReadonlyMap<string, ComponentState>;
}

export interface ComponentState {
  /** Another one means that the state no longer fits: other hooks, or others of the values that they begin with. */
  signature: string;
  /** The state holds objects that a new run of the module makes anew. */
  resets: boolean;
}

type FunctionNode = Acorn.FunctionDeclaration | Acorn.FunctionExpression | Acorn.ArrowFunctionExpression; // prettier-ignore
type Binding =
  | { kind: 'import'; source: string; imported: string }
  | { kind: 'function'; node: FunctionNode }
  | { kind: 'value'; node: Acorn.Expression };
type Scope = ReadonlyMap<string, Binding>;

/**
 * Reads a module that esbuild has made plain JavaScript of. Null where it exports anything but components of its own, or
 * does more than declare them: then it cannot be told that a running app may go on with another version of it.
 */
export function readComponentModule(code: string): ComponentModule | null {
  const body = parsed(code)?.body;
  const scope = body && scopeOf(body);
  if (!body || !scope || !isPlain(body, scope)) return null;
  const components = componentsOf(body, scope, code);
  if (!components) return null;
  return { imports: body.filter((node) => node.type === 'ImportDeclaration'), components };
}

function parsed(code: string): Acorn.Program | null {
  try {
    return parse(code, { ecmaVersion: 2022, sourceType: 'module' });
  } catch {
    return null;
  }
}

function scopeOf(body: Acorn.Program['body']): Scope | null {
  const scope = new Map<string, Binding>();
  for (const node of body) {
    if (node.type === 'ImportDeclaration') {
      for (const specifier of node.specifiers) scope.set(specifier.local.name, importOf(node, specifier)); // prettier-ignore
    } else if (node.type === 'FunctionDeclaration') {
      scope.set(node.id.name, { kind: 'function', node });
    } else if (node.type === 'VariableDeclaration') {
      for (const { id, init } of node.declarations) {
        if (id.type !== 'Identifier' || !init) return null;
        scope.set(id.name, isFunction(init) ? { kind: 'function', node: init } : { kind: 'value', node: init }); // prettier-ignore
      }
    }
  }
  return scope;
}

function importOf(
  { source }: Acorn.ImportDeclaration,
  specifier: Acorn.ImportDeclaration['specifiers'][number],
): Binding {
  const imported =
    specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
      ? specifier.imported.name
      : '';
  return { kind: 'import', source: String(source.value), imported };
}

function isFunction(
  node: Acorn.Expression,
): node is Acorn.ArrowFunctionExpression | Acorn.FunctionExpression {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

/** Imports by name, functions, constants without effects, and exports of these. */
function isPlain(body: Acorn.Program['body'], scope: Scope): boolean {
  const mayCall = (name: string) => {
    const binding = scope.get(name);
    return binding?.kind === 'import' ? PURE_PACKAGES.has(binding.source) : undefined;
  };
  const isPlainStatement = (node: Acorn.Program['body'][number]): boolean => {
    switch (node.type) {
      case 'ImportDeclaration':
        return node.specifiers.length > 0;
      case 'FunctionDeclaration':
      case 'EmptyStatement':
        return true;
      case 'ExpressionStatement':
        return 'directive' in node && typeof node.directive === 'string';
      case 'VariableDeclaration':
        return (
          (node.kind === 'const' || node.declarations.every(isDefaultName)) &&
          node.declarations.every(({ init }) => !!init && isWithoutEffect(init, mayCall))
        );
      case 'ExportNamedDeclaration':
        return !node.source && !node.declaration;
      default:
        return false;
    }
  };
  return body.every(isPlainStatement) && !asksForMore(body);
}

/** What esbuild makes of `export default name`. */
function isDefaultName({ id, init }: Acorn.VariableDeclarator): boolean {
  return id.type === 'Identifier' && id.name.endsWith('_default') && init?.type === 'Identifier';
}

/** Modules by a computed name, and the address of the script, which is another one for a patch. */
function asksForMore(body: Acorn.Program['body']): boolean {
  let found = false;
  for (const statement of body) {
    full(statement, ({ type }) => {
      found ||= type === 'ImportExpression' || type === 'MetaProperty';
    });
  }
  return found;
}

function componentsOf(body: Acorn.Program['body'], scope: Scope, code: string) {
  const components = new Map<string, ComponentState>();
  const seen = new Set<FunctionNode>();
  for (const node of body) {
    if (node.type !== 'ExportNamedDeclaration') continue;
    for (const { local, exported } of node.specifiers) {
      if (local.type !== 'Identifier' || exported.type !== 'Identifier') return null;
      const component = componentNamed(local.name, scope);
      // Under two names it would be two components to React, of which one is never shown.
      if (!component || seen.has(component)) return null;
      seen.add(component);
      components.set(exported.name, stateOf(component, scope, code));
    }
  }
  return components.size > 0 ? components : null;
}

const COMPONENT_NAME = /^\p{Lu}/u;

/** A function with a component's name, or one in `memo` or `forwardRef`. Aliases of others are none. */
function componentNamed(name: string, scope: Scope): FunctionNode | null {
  const binding = scope.get(name);
  if (!binding || binding.kind === 'import') return null;
  if (binding.kind === 'value' && binding.node.type === 'Identifier' && name.endsWith('_default')) {
    return componentNamed(binding.node.name, scope);
  }
  if (!COMPONENT_NAME.test(name)) return null;
  if (binding.kind === 'value') return wrappedComponent(binding.node, scope);
  return binding.node.async || binding.node.generator ? null : binding.node;
}

function wrappedComponent(node: Acorn.Expression, scope: Scope): FunctionNode | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null;
  const callee = scope.get(node.callee.name);
  const wraps =
    callee?.kind === 'import' &&
    callee.source === 'react' &&
    (callee.imported === 'memo' || callee.imported === 'forwardRef');
  const [inner] = node.arguments;
  if (!wraps || !inner || inner.type === 'SpreadElement' || node.arguments.length > 1) return null;
  return isFunction(inner) ? inner : wrappedComponent(inner, scope);
}

const HOOK = /^use(?:\p{Lu}|$)/u;
/** They run their functions anew with each refresh, whatever is in them. */
const RERUN: ReadonlySet<string> = new Set([
  ...['useCallback', 'useEffect', 'useImperativeHandle', 'useInsertionEffect', 'useLayoutEffect'],
  'useMemo',
]);

function stateOf(component: FunctionNode, scope: Scope, code: string): ComponentState {
  const hash = createHash('sha256');
  const visited = new Set<string>();
  let resets = false;

  function visitHooks(node: Acorn.AnyNode): void {
    for (const call of hookCalls(node)) {
      const name = hookName(call.callee) ?? '';
      hash.update(RERUN.has(name) ? `${name}\0` : `${code.slice(call.start, call.end)}\0`);
      visitHook(name);
      if (!RERUN.has(name)) for (const argument of call.arguments) full(argument, visitValue);
    }
  }

  /** Hooks of the module itself count with all that they do. */
  function visitHook(name: string): void {
    const binding = scope.get(name);
    if (binding?.kind !== 'function' || visited.has(name)) return;
    visited.add(name);
    hash.update(`${code.slice(binding.node.start, binding.node.end)}\0`);
    visitHooks(binding.node);
  }

  /** What a hook begins with and the module makes: text and numbers are compared, objects are never the same. */
  function visitValue(node: Acorn.AnyNode): void {
    if (node.type !== 'Identifier') return;
    const binding = scope.get(node.name);
    if (!binding || binding.kind === 'import' || visited.has(node.name)) return;
    visited.add(node.name);
    hash.update(`${code.slice(binding.node.start, binding.node.end)}\0`);
    if (binding.kind === 'value' && binding.node.type !== 'Literal') resets = true;
    full(binding.node, visitValue);
  }

  visitHooks(component);
  return { signature: hash.digest('hex').slice(0, 16), resets };
}

function hookCalls(node: Acorn.AnyNode): Acorn.CallExpression[] {
  const calls: Acorn.CallExpression[] = [];
  full(node, (inner) => {
    if (inner.type !== 'CallExpression') return;
    if (HOOK.test(hookName(inner.callee) ?? '')) calls.push(inner);
  });
  return calls.sort((a, b) => a.start - b.start);
}

function hookName(callee: Acorn.AnyNode): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  const isNamed = callee.type === 'MemberExpression' && callee.property.type === 'Identifier';
  return isNamed ? (callee.property as Acorn.Identifier).name : undefined;
}
