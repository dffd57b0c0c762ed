import {
  operationsOf,
  type OpenApiDocument,
  type Operation,
  type OperationMethod,
  type Parameter,
} from './types.ts';

/** As much of Postman's collection format 2.1 as is made here. */
export interface PostmanCollection {
  info: { name: string; version: string; description: string; schema: string };
  auth: PostmanAuth;
  variable: { key: string; value: string }[];
  item: { name: string; description: string; item: PostmanItem[] }[];
}

type PostmanAuth = { type: 'noauth' } | { type: 'bearer'; bearer: PostmanValue[] };

interface PostmanValue {
  key: string;
  value: string;
  type?: string;
  description?: string;
  disabled?: boolean;
}

interface PostmanItem {
  name: string;
  request: {
    method: string;
    description?: string;
    auth?: PostmanAuth;
    header: PostmanValue[];
    url: {
      raw: string;
      host: string[];
      path: string[];
      query: PostmanValue[];
      variable: PostmanValue[];
    };
    body?:
      | { mode: 'raw'; raw: string; options: { raw: { language: 'json' } } }
      | { mode: 'formdata'; formdata: { key: string; type: 'file'; src: string }[] };
  };
}

const FORMAT = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * The operations of the document as a Postman collection, a folder for each tag. `baseUrl` and `token` are
 * variables of the collection; optional parameters are there, switched off.
 */
export function postmanCollectionOf(document: OpenApiDocument): PostmanCollection {
  const endpoints = operationsOf(document);
  const { title, version, description } = document.info;
  return {
    info: { name: title, version, description, schema: FORMAT },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: 'http://localhost:3000' },
      { key: 'token', value: '' },
    ],
    item: document.tags.map((tag) => ({
      ...tag,
      item: endpoints
        .filter(({ operation }) => operation.tags.includes(tag.name))
        .map(({ path, method, operation }) => itemOf(path, method, operation)),
    })),
  };
}

function itemOf(path: string, method: OperationMethod, operation: Operation): PostmanItem {
  const { summary, description, security, parameters } = operation;
  const address = path.replace(/\{(\w+)\}/g, ':$1');
  const isJson = operation.requestBody?.content['application/json'] !== undefined;
  return {
    name: summary,
    request: {
      method: method.toUpperCase(),
      ...(description !== undefined && { description }),
      ...(security.length === 0 && { auth: { type: 'noauth' } }),
      header: [
        ...(isJson ? [{ key: 'Content-Type', value: 'application/json' }] : []),
        ...valuesOf('header', parameters),
      ],
      url: {
        raw: `{{baseUrl}}${address}`,
        host: ['{{baseUrl}}'],
        path: address.split('/').slice(1),
        query: valuesOf('query', parameters),
        variable: valuesOf('path', parameters),
      },
      ...bodyOf(operation),
    },
  };
}

function valuesOf(place: Parameter['in'], parameters: readonly Parameter[]): PostmanValue[] {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, description, required, example }) => ({
      ...{ key: name, value: String(example ?? '') },
      ...(description !== undefined && { description }),
      ...(!required && { disabled: true }),
    }));
}

function bodyOf({ requestBody }: Operation): Pick<PostmanItem['request'], 'body'> {
  if (!requestBody) return {};
  const json = requestBody.content['application/json'];
  if (!json)
    return { body: { mode: 'formdata', formdata: [{ key: 'file', type: 'file', src: '' }] } };
  const raw = JSON.stringify(json.example, null, 2);
  return { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } };
}
