import { once } from 'node:events';

import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

import { AppError, LIMITS } from '@promptly/common';

import { defineRawRoute } from '../../http/define-route.ts';
import { VERSION } from '../../version.ts';
import { createMcpServer } from './mcp-server.ts';

/** A message of JSON-RPC, which the protocol's own library looks at closely. */
const messageSchema = z.looseObject({
  jsonrpc: z.literal('2.0'),
  method: z.string().max(200).optional(),
  params: z.looseObject({ _meta: z.looseObject({}).optional() }).optional(),
});

export const mcpRoute = defineRawRoute({
  operationId: 'callMcp',
  method: 'post',
  path: '/mcp',
  tag: 'Tools',
  summary: 'Speak the Model Context Protocol (streamable HTTP, without sessions)',
  description:
    'For assistants and agents: tools to list and create projects, generate, follow a job, read and write files, ' +
    'and export. Any API key can call it, and is shown the tools that its scopes open.',
  auth: 'required',
  body: messageSchema,
  bodyMaxBytes: LIMITS.fileBodyMaxBytes,
  success: { status: 200, description: 'The answer of JSON-RPC', contentType: 'application/json' },
  otherAnswers: [
    { status: 200, description: 'With the progress of a call', contentType: 'text/event-stream' },
    { status: 202, description: 'A notification was taken' },
  ],
  errors: ['forbidden'],
  async handle({ actor, body, services, origins, stopping, log, req, res }) {
    if (actor.kind !== 'api_key') {
      throw new AppError('forbidden', 'Tools are for programs: use an API key.');
    }
    const context = { services, actor, origin: origins.studio, stopping };
    const server = createMcpServer(context, { version: VERSION, log });
    const wantsProgress = body.params?._meta?.progressToken !== undefined;
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: !wantsProgress,
    });
    const over = once(res, 'close');
    try {
      await server.connect(transport);
      await transport.handleRequest(req, res, body);
      await over;
    } finally {
      await server.close();
    }
  },
});
