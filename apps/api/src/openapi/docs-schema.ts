import { html, type Html } from './html.ts';
import type { Schema } from './types.ts';

/** The fields of an object as a table, or its type where it is none. */
export function schemaTable(schema: Schema): Html {
  if (!schema.properties) return html`<p>${typeOf(schema)}</p>`;
  const needed = new Set(schema.required);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(schema.properties).map(
          ([name, field]) =>
            html`<tr>
              <td><code>${name}</code>${needed.has(name) ? '' : html` <small>optional</small>`}</td>
              <td>${typeOf(field)}${limitsOf(field)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A type in a line, such as `string or null` or a link to the schema that has the name. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) return joined(schema.enum.map((value) => html`<code>${String(value)}</code>`));
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return joined(options.map(typeOf));
  if (schema.allOf) return html`${schema.allOf.map(typeOf)}`;
  if (schema.items) return html`list of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') {
    return html`map of ${typeOf(schema.additionalProperties)}`;
  }
  const types = [schema.type ?? 'any'].flat();
  return joined(types.map((type) => html`${schema.format ? `${type} (${schema.format})` : type}`));
}

function limitsOf(schema: Schema): Html | string {
  const facts = FACTS.flatMap(([key, words]) => {
    const value = schema[key];
    return value === undefined ? [] : [`${words} ${JSON.stringify(value)}`];
  });
  return facts.length > 0 ? html`<br /><small>${facts.join(', ')}</small>` : '';
}

const FACTS: [keyof Schema, string][] = [
  ['minLength', 'at least'],
  ['maxLength', 'at most'],
  ['minimum', 'from'],
  ['maximum', 'to'],
  ['default', 'default'],
  ['pattern', 'matches'],
];

function joined(parts: Html[]): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html` or ${part}`))}`;
}
