import type { Config } from './config.ts';
import type { Database } from './db/client.ts';
import { CHANNELS, type Listener } from './db/listener.ts';
import type { Logger } from './observability/logger.ts';
import { ANCHOR_KEY } from './services/audit-log/anchors.ts';
import { createCursors, type Cursors } from './services/cursors.ts';
import { createAccessTokens, type AccessTokens } from './services/keys/access-tokens.ts';
import type { Envelope } from './services/keys/envelope.ts';
import { loadKeks, openKeys } from './services/keys/key-encryption-key.ts';
import type { Keyring } from './services/keys/keyring.ts';
import { loadSigningKeys, type SigningKeys } from './services/keys/signing-keys.ts';
import { createLinkSigner, type LinkSigner } from './services/signed-links.ts';

/** Keys, and what is signed or wrapped with them. */
export interface KeyParts {
  keyring: Keyring;
  /** The instance's own, of the keyring. */
  envelope: Envelope;
  signingKeys: SigningKeys;
  accessTokens: AccessTokens;
  cursors: Cursors;
  signer: LinkSigner;
  /** Signs the end of the audit log. */
  anchorKey: Buffer;
}

/** Opens the keys of this database, and follows what happens to them. Throws where it is wrapped by other keys. */
export async function openKeyParts(deps: {
  config: Config;
  db: Database;
  listener: Listener;
  log: Logger;
  now: () => Date;
}): Promise<KeyParts> {
  const { config, db, listener, log, now } = deps;
  const { keyring } = await openKeys(db, await loadKeks(config));
  const { envelope } = keyring;
  const signingKeys = await loadSigningKeys(db, envelope, now);
  listener.subscribe(CHANNELS.signingKeys, () => {
    signingKeys
      .reload()
      .catch((error: unknown) => log.warn({ err: error }, 'the signing keys were not read'));
  });
  return {
    ...{ keyring, envelope, signingKeys },
    accessTokens: createAccessTokens(signingKeys, now),
    cursors: createCursors(envelope.derive('cursors')),
    signer: createLinkSigner(signingKeys.linkSecrets),
    anchorKey: envelope.derive(ANCHOR_KEY),
  };
}
