import type { z } from 'zod';

import type { Services } from '../../container.ts';
import { invalid } from '../../middlewares/validate.ts';
import type { Permission } from '../../policies/permissions.ts';
import type { ApiKeyActor } from '../../services/actor.ts';

/** Whom a tool works for, and how it tells how far it is. */
export interface ToolContext {
  services: Services;
  actor: ApiKeyActor;
  /** Where links lead. */
  origin: string;
  /** Aborts when the caller is gone, or the program begins to stop. */
  signal: AbortSignal;
  progress(message: string): Promise<void>;
}

/** What a model can have done; its answer is the API's own for the same. */
export interface Tool {
  name: string;
  title: string;
  /** For the model: what it does, and what to do before or after. */
  description: string;
  /** A key without a scope for it neither sees nor calls the tool. */
  needs: Permission;
  /** What kind of effect it has on what is there. */
  effect: 'reads' | 'adds' | 'changes';
  input: z.ZodObject;
  /** Throws `validation_failed` for what is no such input. */
  run(input: unknown, context: ToolContext): Promise<object>;
}

interface ToolSpec<I extends z.ZodObject> extends Omit<Tool, 'input' | 'run'> {
  input: I;
  run(input: z.output<I>, context: ToolContext): Promise<object>;
}

/** A tool whose input is what its schema makes of what came. */
export function defineTool<I extends z.ZodObject>(spec: ToolSpec<I>): Tool {
  return {
    ...spec,
    async run(input, context) {
      const parsed = spec.input.safeParse(input);
      if (!parsed.success) throw invalid({ arguments: parsed });
      return spec.run(parsed.data, context);
    },
  };
}
