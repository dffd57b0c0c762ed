import { EnvelopeError } from '../services/keys/aes-gcm.ts';
import { rotateKek } from '../services/keys/rotate-kek.ts';
import { StartupError } from '../startup-error.ts';
import type { Command } from './command.ts';

/** Puts KEK in the place of KEK_PREVIOUS, beside programs that know both. */
export const rotateKekCommand: Command = {
  parameters: [],
  summary: 'Wraps all data keys by KEK; KEK_PREVIOUS is the key that it replaces',
  async run({ db, keys: { wrapper }, print }) {
    try {
      const rewrapped = await rotateKek(db, wrapper);
      print(
        `${rewrapped} data keys were wrapped anew, and ${wrapper.kekId} wraps all: KEK_PREVIOUS can be removed.\n`,
      );
      return true;
    } catch (error) {
      if (error instanceof EnvelopeError) throw new StartupError(error.message);
      throw error;
    }
  },
};
