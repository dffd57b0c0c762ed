import { rotateSigningKey } from '../services/keys/signing-keys.ts';
import type { Command } from './command.ts';

/** Gives access tokens another key; running programs notice by themselves. */
export const rotateSigningKeyCommand: Command = {
  parameters: [],
  summary: 'Makes the next key of access tokens; nobody is signed out',
  async run({ db, envelope, now, print }) {
    const { kid, signsFrom, isEarlier } = await rotateSigningKey(db, envelope, now);
    const when = `signs from ${signsFrom.toISOString()} on`;
    print(
      isEarlier
        ? `The key ${kid} is on its way already: it ${when}.\n`
        : `The key ${kid} was made: it ${when}. Earlier keys verify until their tokens have expired.\n`,
    );
    return true;
  },
};
