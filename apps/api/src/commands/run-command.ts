import { StartupError } from '../startup-error.ts';
import { withDatabase, type CommandContext, type CommandDeps } from './with-database.ts';
import { printOutbox } from './print-outbox.ts';

interface Command {
  summary: string;
  run(deps: CommandDeps): Promise<void>;
}

/** What an operator can ask for. One line a command. */
const COMMANDS: Record<string, Command> = {
  outbox: { summary: 'Shows the mails that wait to be sent, with their links', run: printOutbox },
};

/** Runs the command of these arguments. Throws a `StartupError` that lists them for another one. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<void> {
  const [name = ''] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || args.length > 1) throw new StartupError(usage());
  await withDatabase(context, (deps) => command.run(deps));
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name}  ${summary}`);
  return ['Say what to do: npm run operator -- <command>', ...lines].join('\n');
}
