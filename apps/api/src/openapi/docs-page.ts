import { schemaTable, typeOf } from './docs-schema.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { Html, html, inlineCode, prose } from './html.ts';
import {
  operationsOf,
  type Answer,
  type MediaType,
  type OpenApiDocument,
  type Operation,
} from './types.ts';

type Endpoint = ReturnType<typeof operationsOf<Operation>>[number];

/** In one piece: the page's policy allows exactly this text. */
const STYLE_ELEMENT = new Html(`<style>${DOCS_STYLE}</style>`);

/** The API's reference as one page that needs no script. */
export function renderDocsPage(document: OpenApiDocument): string {
  const endpoints = operationsOf(document);
  const schemas = Object.entries(document.components.schemas);
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
            ${document.tags.map(({ name }) => contentsOf(name, endpoints))}
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
            ${document.tags.map(
              ({ name, description }) =>
                html`<section aria-labelledby="${idOf(name)}">
                  <h2 id="${idOf(name)}">${name}</h2>
                  <p class="lead">${description}</p>
                  ${endpoints.filter(({ operation }) => tagOf(operation) === name).map(endpointOf)}
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
          ${Object.entries(operation.responses).map(([status, answer]) => answerOf(status, answer))}
        </tbody>
      </table>
    </div>
  </article>`;
}

function answerOf(status: string, { description, content }: Answer): Html {
  const [media] = Object.entries(content ?? {});
  const schema = media?.[1].schema;
  const type = media?.[0] === 'application/json' ? '' : media?.[0];
  return html`<tr>
    <td><code>${status}</code></td>
    <td>${inlineCode(description)}${media ? exampleIn(media[1]) : ''}</td>
    <td>${schema && type === '' ? typeOf(schema) : type}</td>
  </tr>`;
}

function parametersOf(operation: Operation): Html | string {
  const { parameters } = operation;
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
                  ${typeOf(parameter.schema)} ${parameter.description}
                  ${
                    parameter.example === undefined
                      ? ''
                      : html`<br /><small>such as <code>${String(parameter.example)}</code></small>`
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function bodyOf(operation: Operation): Html | string {
  const body = operation.requestBody;
  if (!body) return '';
  const [media] = Object.entries(body.content);
  const schema = media?.[1].schema;
  return html`<h4>Body</h4>
    <p>${schema ? typeOf(schema) : ''} <small>${media?.[0]}</small> ${body.description}</p>
    ${media ? exampleIn(media[1]) : ''}`;
}

/** Folded, as most readers look for one of them. */
function exampleIn({ example, examples = {} }: MediaType): Html | string {
  const [named] = Object.values(examples);
  const value = example ?? named?.value;
  if (value === undefined) return '';
  return html`<details>
    <summary>Example</summary>
    <pre><code>${JSON.stringify(value, null, 2)}</code></pre>
  </details>`;
}

function tagOf(operation: Operation): string {
  return operation.tags?.[0] ?? 'Other';
}

function idOf(tag: string): string {
  return `tag-${tag.toLowerCase().replace(/\W+/g, '-')}`;
}
