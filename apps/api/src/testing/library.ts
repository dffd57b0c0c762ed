import type { PublishComponentBody } from '@promptly/common';

/** A component that can be published as it is. */
export function componentBody(changes: Partial<PublishComponentBody> = {}): PublishComponentBody {
  return {
    name: 'PriceCard',
    version: '1.0.0',
    description: 'A price with what it buys',
    tags: ['cards', 'pricing'],
    propsSchema: { type: 'object', properties: { price: { type: 'number' } } },
    code: 'export function PriceCard({ price }: { price: number }) {\n  return <p>{price}</p>;\n}\n',
    files: [],
    ...changes,
  };
}
