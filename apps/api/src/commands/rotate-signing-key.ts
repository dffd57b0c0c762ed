import { revokeSigningKeys, rotateSigningKey } from '../services/keys/signing-keys.ts';
import type { Command, CommandDeps } from './command.ts';

const AT_ONCE = '--now';

/** Gives access tokens and signed links another key; running programs notice by themselves. */
export const rotateSigningKeyCommand: Command = {
  parameters: [],
  options: [AT_ONCE],
  summary: `Makes the next key of tokens and links; ${AT_ONCE} ends all keys before it, for one that leaked`,
  run: (deps, args) => (args.includes(AT_ONCE) ? revoke(deps) : rotate(deps)),
};

async function rotate({ db, envelope, now, print }: CommandDeps): Promise<boolean> {
  const { kid, signsFrom, isEarlier } = await rotateSigningKey(db, envelope, now);
  const when = `signs from ${signsFrom.toISOString()} on`;
  print(
    isEarlier
      ? `The key ${kid} is on its way already: it ${when}.\n`
      : `The key ${kid} was made: it ${when}. Earlier keys verify until what they signed has expired.\n`,
  );
  return true;
}

async function revoke({ db, envelope, now, print }: CommandDeps): Promise<boolean> {
  const { kid, revoked } = await revokeSigningKeys(db, envelope, now);
  print(
    `The key ${kid} was made and signs. Earlier ones, ${revoked} of them, are gone: nothing that they signed is taken any more.\n`,
  );
  return true;
}
