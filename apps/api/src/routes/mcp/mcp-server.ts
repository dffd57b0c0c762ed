import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

import { AppError } from '@promptly/common';

import type { Logger } from '../../observability/logger.ts';
import { toAppError } from '../../middlewares/errors.ts';
import { opens } from '../../policies/permissions.ts';
import { assertOpens } from '../../services/access.ts';
import type { Tool, ToolContext } from './tool.ts';
import { exportTools } from './tools/export-tools.ts';
import { fileTools } from './tools/file-tools.ts';
import { jobTools } from './tools/job-tools.ts';
import { projectTools } from './tools/project-tools.ts';

/** Every tool; a key sees those of its scopes. */
export const TOOLS: readonly Tool[] = [...projectTools, ...jobTools, ...fileTools, ...exportTools];

const INSTRUCTIONS =
  'Promptly Studio makes React and Tailwind apps from prompts, and checks them in a browser. Usually: ' +
  'create_project, generate_app, follow_job until its status is succeeded or failed, then read and write files, ' +
  'or export_project.';

/** A server of the Model Context Protocol for one request of one caller. */
export function createMcpServer(
  context: Omit<ToolContext, 'signal' | 'progress'> & { stopping: AbortSignal },
  { version, log }: { version: string; log: Logger },
): McpServer {
  const { scopes } = context.actor;
  const mcp = new McpServer(
    { name: 'promptly-studio', title: 'Promptly Studio', version },
    { instructions: INSTRUCTIONS },
  );
  // By hand: the library lists nothing where no tool is registered, and tells what does not fit in words of its own.
  const { server } = mcp;
  server.registerCapabilities({ tools: {} });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.filter(({ needs }) => opens(scopes, needs)).map(describe),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const progressToken = extra._meta?.progressToken;
    let told = 0;
    const progress = async (message: string) => {
      if (progressToken === undefined) return;
      told += 1;
      await extra.sendNotification({
        method: 'notifications/progress',
        params: { progressToken, progress: told, message },
      });
    };
    const signal = AbortSignal.any([extra.signal, context.stopping]);
    return call(params, { ...context, signal, progress }, log);
  });
  return mcp;
}

function describe({ name, title, description, input, effect }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: {
      ...z.toJSONSchema(input, { io: 'input', target: 'draft-7' }),
      type: 'object' as const,
    },
    annotations: {
      readOnlyHint: effect === 'reads',
      destructiveHint: effect === 'changes',
      openWorldHint: false,
    },
  };
}

/** A refusal is a result, too: a model reads it and does otherwise. */
async function call(
  { name, arguments: input = {} }: { name: string; arguments?: unknown },
  context: ToolContext,
  log: Logger,
): Promise<CallToolResult> {
  try {
    const tool = TOOLS.find((known) => known.name === name);
    if (!tool) throw new AppError('not_found', `There is no tool ${name}.`);
    assertOpens(context.actor.scopes, tool.needs);
    return resultOf(await tool.run(input, context));
  } catch (thrown) {
    const { code, message, details, status } = toAppError(thrown);
    if (status >= 500) log.error({ err: thrown, tool: name }, 'a tool failed');
    return { ...resultOf({ error: { code, message, details } }), isError: true };
  }
}

function resultOf(answer: object): CallToolResult {
  const structuredContent = JSON.parse(JSON.stringify(answer)) as Record<string, unknown>;
  return {
    structuredContent,
    content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
  };
}
