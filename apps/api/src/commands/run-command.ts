import { StartupError } from '../startup-error.ts';
import { checkSecretsCommand } from './check-secrets.ts';
import { collectStorage } from './collect-storage.ts';
import type { Command, CommandContext } from './command.ts';
import { printErasures, replayErasuresAfterRestore } from './erasures.ts';
import { restoreDeletedOrg, setLimit, setOwner, setPlan } from './organizations.ts';
import { printOutbox } from './print-outbox.ts';
import { rotateKekCommand } from './rotate-kek.ts';
import { rotateSigningKeyCommand } from './rotate-signing-key.ts';
import { verifyAudit } from './verify-audit.ts';
import { withDatabase } from './with-database.ts';

/** What an operator can ask for. One line a command. */
const COMMANDS: Readonly<Record<string, Command>> = {
  'audit:verify': verifyAudit,
  'check-secrets': checkSecretsCommand,
  'collect-storage': collectStorage,
  erasures: printErasures,
  outbox: printOutbox,
  'replay-erasures': replayErasuresAfterRestore,
  'restore-org': restoreDeletedOrg,
  'rotate-kek': rotateKekCommand,
  'rotate-signing-key': rotateSigningKeyCommand,
  'set-limit': setLimit,
  'set-owner': setOwner,
  'set-plan': setPlan,
};

/** Runs the command of these arguments and returns what it does. Throws a `StartupError` that lists them for others. */
export async function runCommand(
  [name = '', ...args]: readonly string[],
  context: CommandContext,
): Promise<boolean> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new StartupError(usage(name === '' ? [] : [`There is no command ${name}.`]));
  if (!takes(command, args)) {
    throw new StartupError(usage([`It is called as: ${callOf(name, command)}`]));
  }
  return withDatabase(context, (deps) => command.run(deps, args));
}

function takes({ parameters, options = [] }: Command, args: readonly string[]): boolean {
  const values = args.filter((arg) => !options.includes(arg));
  return values.length === parameters.length && !values.some((value) => value.startsWith('--'));
}

function usage(fault: readonly string[]): string {
  const calls = Object.entries(COMMANDS).map(([name, command]) => ({
    call: callOf(name, command),
    summary: command.summary,
  }));
  const width = Math.max(...calls.map(({ call }) => call.length));
  const lines = calls.map(({ call, summary }) => `  ${call.padEnd(width)}  ${summary}`);
  return [...fault, 'Say what to do: npm run operator -- <command>', ...lines].join('\n');
}

function callOf(name: string, { parameters, options = [] }: Command): string {
  return [name, ...parameters, ...options.map((option) => `[${option}]`)].join(' ');
}
