import { schemaTable, typeOf, type Schema } from './docs-schema.ts';
import { DOCS_STYLE } from './docs-style.ts';
import type { OpenApiDocument } from './document.ts';
import { Html, html, inlineCode, prose } from './html.ts';

type PathItem = NonNullable<OpenApiDocument['paths']>[string];
type Operation = NonNullable<PathItem['get']>;

interface Endpoint {
  method: string;
  path: string;
  operation: Operation;
}

/** In one piece: the page's policy allows exactly this text. */
const STYLE_ELEMENT = new Html(`<style>${DOCS_STYLE}</style>`);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API's reference as one page that needs no script. */
export function renderDocsPage(document: OpenApiDocument): string {
  const endpoints = endpointsOf(document);
  const tags = [...new Set(endpoints.map(({ operation }) => tagOf(operation)))];
  const schemas = Object.entries(document.components?.schemas ?? {});
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <div class="frame">
          <nav aria-label="Contents">
            <a class="brand" href="/">${document.info.title}</a>
            ${tags.map((tag) => contentsOf(tag, endpoints))}
            <h2>Schemas</h2>
            <ul>
              ${schemas.map(([name]) => html`<li><a href="#schema-${name}">${name}</a></li>`)}
            </ul>
          </nav>
          <main id="content">
            <h1>API reference</h1>
            <p class="lead">
              Version ${document.info.version} · <a href="/api/v1/openapi.json">OpenAPI document</a>
            </p>
            <div class="lead">${prose(document.info.description)}</div>
            ${tags.map(
              (tag) =>
                html`<section aria-labelledby="${idOf(tag)}">
                  <h2 id="${idOf(tag)}">${tag}</h2>
                  ${endpoints.filter(({ operation }) => tagOf(operation) === tag).map(endpointOf)}
                </section>`,
            )}
            <section aria-labelledby="schemas">
              <h2 id="schemas">Schemas</h2>
              ${schemas.map(
                ([name, schema]) =>
                  html`<article id="schema-${name}">
                    <h3>${name}</h3>
                    ${schemaTable(schema)}
                  </article>`,
              )}
            </section>
          </main>
        </div>
      </body>
    </html>`.text;
}

function endpointsOf(document: OpenApiDocument): Endpoint[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

function contentsOf(tag: string, endpoints: Endpoint[]): Html {
  const own = endpoints.filter(({ operation }) => tagOf(operation) === tag);
  return html`<h2>${tag}</h2>
    <ul>
      ${own.map(
        ({ operation }) =>
          html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
      )}
    </ul>`;
}

function endpointOf({ method, path, operation }: Endpoint): Html {
  const access = operation.security?.length
    ? ''
    : html`<span class="open">no sign-in needed</span>`;
  return html`<article id="${operation.operationId}">
    <h3>${operation.summary}</h3>
    <div class="call">
      <span class="method ${method}">${method.toUpperCase()}</span><code>${path}</code>${access}
    </div>
    ${prose(operation.description)} ${parametersOf(operation)} ${bodyOf(operation)}
    <h4>Answers</h4>
    <div class="scroll">
      <table>
        <tbody>
          ${Object.entries(operation.responses ?? {}).map(([status, response]) =>
            answerOf(status, response as Answer),
          )}
        </tbody>
      </table>
    </div>
  </article>`;
}

interface Answer {
  description: string;
  content?: Record<string, { schema?: Schema }>;
}

function answerOf(status: string, { description, content }: Answer): Html {
  const [media] = Object.entries(content ?? {});
  const schema = media?.[1].schema;
  const type = media?.[0] === 'application/json' ? '' : media?.[0];
  return html`<tr>
    <td><code>${status}</code></td>
    <td>${inlineCode(description)}</td>
    <td>${schema && type === '' ? typeOf(schema) : type}</td>
  </tr>`;
}

function parametersOf(operation: Operation): Html | string {
  const parameters = (operation.parameters ?? []).flatMap((p) => ('$ref' in p ? [] : [p]));
  if (parameters.length === 0) return '';
  return html`<h4>Parameters</h4>
    <div class="scroll">
      <table>
        <tbody>
          ${parameters.map(
            (parameter) =>
              html`<tr>
                <td>
                  <code>${parameter.name}</code
                  >${parameter.required ? '' : html` <small>optional</small>`}
                </td>
                <td>${parameter.in}</td>
                <td>
                  ${parameter.schema ? typeOf(parameter.schema) : ''} ${parameter.description}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function bodyOf(operation: Operation): Html | string {
  const body = operation.requestBody;
  if (!body || '$ref' in body) return '';
  const [media] = Object.entries(body.content);
  const schema = media?.[1].schema;
  return html`<h4>Body</h4>
    <p>${schema ? typeOf(schema) : ''} <small>${media?.[0]}</small> ${body.description}</p>`;
}

function tagOf(operation: Operation): string {
  return operation.tags?.[0] ?? 'Other';
}

function idOf(tag: string): string {
  return `tag-${tag.toLowerCase().replace(/\W+/g, '-')}`;
}
