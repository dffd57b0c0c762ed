import type * as Acorn from 'acorn';

/** Packages whose functions may be called again: they make values, and tell nobody. */
export const PURE_PACKAGES: ReadonlySet<string> = new Set([
  'react',
  'react/jsx-runtime',
  'class-variance-authority',
  'clsx',
  'tailwind-merge',
  'zod',
]);

const PURE_GLOBALS: ReadonlySet<string> = new Set([
  ...['Array', 'Boolean', 'Date', 'Intl', 'JSON', 'Map', 'Math', 'Number', 'Object', 'RegExp'],
  ...['Set', 'String'],
]);

/** Of `Object`: they change what they are given. */
const CHANGING_METHODS: ReadonlySet<string> = new Set([
  'assign',
  'defineProperties',
  'defineProperty',
  'setPrototypeOf',
]);

/**
 * Whether an expression can be computed again without anybody noticing. `mayCall` says of a name of the module whether
 * functions of it may be called; undefined where the module has no such name.
 */
export function isWithoutEffect(
  node: Acorn.Expression,
  mayCall: (name: string) => boolean | undefined,
): boolean {
  const isPure = (inner: Acorn.AnyNode | null): boolean => {
    switch (inner?.type) {
      case undefined: // a hole in a list
      case 'Literal':
      case 'Identifier':
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'PrivateIdentifier':
        return true;
      case 'TemplateLiteral':
        return inner.expressions.every(isPure);
      case 'ArrayExpression':
        return inner.elements.every(isPure);
      case 'ObjectExpression':
        return inner.properties.every(isPure);
      case 'Property':
        return isPure(inner.key) && isPure(inner.value);
      case 'SpreadElement':
        return isPure(inner.argument);
      case 'UnaryExpression':
        return inner.operator !== 'delete' && isPure(inner.argument);
      case 'BinaryExpression':
      case 'LogicalExpression':
        return isPure(inner.left) && isPure(inner.right);
      case 'ConditionalExpression':
        return isPure(inner.test) && isPure(inner.consequent) && isPure(inner.alternate);
      case 'ChainExpression':
        return isPure(inner.expression);
      case 'MemberExpression':
        return isPure(inner.object) && isPure(inner.property);
      case 'CallExpression':
      case 'NewExpression':
        return isPureCall(inner) && inner.arguments.every(isPure);
      default:
        return false;
    }
  };

  const isPureCall = ({ callee }: Acorn.CallExpression | Acorn.NewExpression): boolean => {
    const root = rootOf(callee);
    // A method of a value that was just made: `[...].map()`, `z.string().min(1)`.
    if (root.type !== 'Identifier') return isPure(root) && isPure(callee);
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
      if (CHANGING_METHODS.has(callee.property.name)) return false;
    }
    return mayCall(root.name) ?? PURE_GLOBALS.has(root.name);
  };

  return isPure(node);
}

/** What a chain of members and calls begins with. */
function rootOf(node: Acorn.AnyNode): Acorn.AnyNode {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  if (node.type === 'CallExpression') return rootOf(node.callee);
  return node;
}
