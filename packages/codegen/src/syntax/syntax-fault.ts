import { parsers as css } from 'prettier/plugins/postcss';
import { parsers as typescript } from 'prettier/plugins/typescript';

/** Why a file cannot be read as what its path says; line and column count from 1. */
export interface SyntaxFault {
  message: string;
  line: number | null;
  column: number | null;
}

/**
 * Reads a `.ts`, `.tsx` or `.css` file and runs nothing of it; null where it can be read. Hostile text may take very
 * long: this belongs into a thread with a time limit.
 */
export async function findSyntaxFault(path: string, text: string): Promise<SyntaxFault | null> {
  const parser = path.endsWith('.css') ? css.css : typescript.typescript;
  try {
    // The whole of the options is for printing, but for the path, which says whether JSX is meant.
    await parser.parse(text, { filepath: path } as Parameters<typeof parser.parse>[1]);
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): SyntaxFault {
  if (error instanceof RangeError) {
    return { message: 'is nested too deeply', line: null, column: null };
  }
  const { message, loc } = error as {
    message: string;
    loc?: { start?: { line: number; column: number } };
  };
  const summary = (message.split('\n')[0] ?? message).replace(/ \(\d+:\d+\)$/, '');
  return { message: summary, line: loc?.start?.line ?? null, column: loc?.start?.column ?? null };
}
