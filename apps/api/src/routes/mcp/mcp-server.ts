import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

import type { Logger } from '../../observability/logger.ts';
import { toAppError } from '../../middlewares/errors.ts';
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
  const server = new McpServer(
    { name: 'promptly-studio', title: 'Promptly Studio', version },
    { instructions: INSTRUCTIONS },
  );
  for (const tool of TOOLS.filter(({ scope }) => context.actor.scopes.includes(scope))) {
    server.registerTool(tool.name, describe(tool), async (input, extra) => {
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
      return call(tool, input, { ...context, signal, progress }, log);
    });
  }
  return server;
}

function describe({ title, description, input, effect }: Tool) {
  return {
    title,
    description,
    inputSchema: input,
    annotations: {
      readOnlyHint: effect === 'reads',
      destructiveHint: effect === 'changes',
      openWorldHint: false,
    },
  };
}

/** A refusal is a result, too: a model reads it and does otherwise. */
async function call(
  tool: Tool,
  input: unknown,
  context: ToolContext,
  log: Logger,
): Promise<CallToolResult> {
  try {
    return resultOf(await tool.run(input, context));
  } catch (thrown) {
    const { code, message, details, status } = toAppError(thrown);
    if (status >= 500) log.error({ err: thrown, tool: tool.name }, 'a tool failed');
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
