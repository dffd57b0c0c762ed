import { eq } from 'drizzle-orm';

import { AppError, emailSchema, nameSchema } from '@promptly/common';

import type { Config } from '../../config.ts';
import type { Database, Transaction } from '../../db/client.ts';
import { users } from '../../db/schema/index.ts';
import type { ProviderIdentity } from '../../integrations/oauth/provider.ts';
import type { UserActor, UserIdentity } from '../actor.ts';
import { recordAudit, type RequestMeta } from '../audit.ts';
import type { UserRow } from '../auth/auth-service.ts';
import { completeAccount, insertAccount } from '../auth/new-account.ts';
import { assertStillValid } from '../credentials.ts';
import type { Sealer } from '../keys/envelope.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { accountLinkedMail, NOTICE_LIFE_MS } from '../mail/messages.ts';
import {
  findBySubject,
  findByUser,
  forgetUnlinked,
  insertLink,
  touchLink,
  wasUnlinked,
  type Arrival,
  type LinkedAccountRow,
} from './linked-account-rows.ts';

export interface ArrivalDeps {
  db: Database;
  now: () => Date;
  envelope: Sealer;
  mails: MailOutbox;
  signupMode: Config['signup'];
  region: Config['region'];
  /** Named in mails. */
  studioUrl: string;
}

/** Opens the session of whoever arrived, in the transaction that finds out who it is. */
type OpenSession<S> = (tx: Transaction, userId: string, link: LinkedAccountRow) => Promise<S>;

interface Found {
  user: UserRow;
  link: LinkedAccountRow;
  how: 'known' | 'linked' | 'made';
}

const AVATAR_URL_MAX_CHARS = 2_048;
const NAME_MAX_CHARS = 100;

/**
 * Signs somebody in who proved at a provider who they are. An account that is linked is theirs; an address alone is
 * only where both sides know that it is theirs, since whoever can name an address is not its owner. Else an account
 * is made. Throws `email_unverified`, `account_exists` or `signup_closed`.
 */
export async function signInArrival<S extends UserIdentity>(
  deps: ArrivalDeps,
  arrival: Arrival,
  meta: RequestMeta,
  open: OpenSession<S>,
): Promise<{ user: UserRow; session: S }> {
  const attempt = () =>
    deps.db.transaction(async (tx) => {
      const found = await findOrMake(tx, deps, arrival);
      const session = await open(tx, found.user.id, found.link);
      await tellOfSignIn(tx, deps, { ...found, arrival, actor: actorOf(session, meta) });
      return { user: found.user, session };
    });
  try {
    return await attempt();
  } catch (error) {
    // Another arrival of the same person made the account meanwhile, so that it is known now.
    if (error instanceof AppError && error.code === 'email_taken') return attempt();
    throw error;
  }
}

/** Links an account to whom is signed in. Throws `already_linked`, or `unauthenticated` where their session ended. */
export async function linkArrival(
  deps: ArrivalDeps,
  arrival: Arrival,
  user: Omit<UserIdentity, 'kind'>,
  meta: RequestMeta,
): Promise<void> {
  const { userId, sessionId } = user;
  const identity: UserIdentity = { kind: 'user', userId, sessionId };
  await deps.db.transaction(async (tx) => {
    const at = deps.now();
    const { email } = await lockUser(tx, userId);
    await assertStillValid(tx, identity, at);
    const present = await findByUser(tx, userId, arrival.provider);
    if (present) {
      if (!isSameSubject(present, arrival.identity)) {
        throw new AppError('already_linked', 'Another account there is linked: unlink it first.');
      }
      return touchLink(tx, deps.envelope, { id: present.id, arrival, at });
    }
    if (!(await insertLink(tx, deps.envelope, { userId, arrival, at }))) {
      throw new AppError('already_linked', 'That account is linked to another user here.');
    }
    await forgetUnlinked(tx, userId, arrival);
    await deps.mails.add(tx, ...noticeOf(deps, email));
    const actor = { ...identity, requestId: meta.requestId, ip: meta.ip };
    await recordAudit(tx, { actor, ...entry('auth.account_linked', userId, arrival) });
  });
}

async function findOrMake(tx: Transaction, deps: ArrivalDeps, arrival: Arrival): Promise<Found> {
  const { envelope } = deps;
  const at = deps.now();
  const known = await findBySubject(tx, arrival);
  const email = known ? null : verifiedEmailOf(arrival.identity);
  const user = await (known ? lockUser(tx, known.userId) : lockByEmail(tx, email ?? ''));
  // Looked for again, as it may have come or gone while we waited for the user.
  const present = user && (await findByUser(tx, user.id, arrival.provider));
  if (user && present && isSameSubject(present, arrival.identity)) {
    await touchLink(tx, envelope, { id: present.id, arrival, at });
    return { user, link: present, how: 'known' };
  }
  if (email === null) throw conflict();
  if (user && (present || user.emailVerifiedAt === null)) throw accountExists();
  if (user && (await wasUnlinked(tx, user.id, arrival))) throw accountExists();
  const owner = user ?? (await makeUser(tx, deps, arrival, email));
  const link = await insertLink(tx, envelope, { userId: owner.id, arrival, at });
  if (!link) throw conflict();
  return { user: owner, link, how: user ? 'linked' : 'made' };
}

function makeUser(
  tx: Transaction,
  { now, signupMode }: ArrivalDeps,
  { provider, identity }: Arrival,
  email: string,
): Promise<UserRow> {
  const at = now();
  const name = nameSchema.safeParse(identity.name?.slice(0, NAME_MAX_CHARS));
  const { avatarUrl } = identity;
  const values = {
    ...{ email, emailVerifiedAt: at, passwordHash: null, provider },
    name: name.success ? name.data : email.slice(0, email.indexOf('@')),
    avatarUrl: avatarUrl && avatarUrl.length <= AVATAR_URL_MAX_CHARS ? avatarUrl : null,
  };
  return insertAccount(tx, values, { signupMode, at });
}

async function tellOfSignIn(
  tx: Transaction,
  deps: ArrivalDeps,
  { user, how, arrival, actor }: Found & { arrival: Arrival; actor: UserActor },
): Promise<void> {
  const { provider } = arrival;
  if (how === 'made')
    return completeAccount(tx, actor, user, { region: deps.region, metadata: { provider } });
  await tx.update(users).set({ lastLoginAt: deps.now() }).where(eq(users.id, user.id));
  if (how === 'linked') {
    await deps.mails.add(tx, ...noticeOf(deps, user.email));
    await recordAudit(tx, { actor, ...entry('auth.account_linked', user.id, arrival) });
  }
  await recordAudit(tx, { actor, ...entry('auth.login', user.id, arrival) });
}

async function lockUser(tx: Transaction, userId: string): Promise<UserRow> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
  if (user) return user;
  throw new AppError('unauthenticated', 'This account does not exist any more.');
}

async function lockByEmail(tx: Transaction, email: string): Promise<UserRow | undefined> {
  const [user] = await tx.select().from(users).where(eq(users.email, email)).for('update');
  return user;
}

/** As addresses are kept here. */
function verifiedEmailOf({ email, emailVerified }: ProviderIdentity): string {
  const parsed = emailSchema.safeParse(email);
  if (parsed.success && emailVerified) return parsed.data;
  throw new AppError(
    'email_unverified',
    'No verified e-mail address came along: verify yours there, then try again.',
  );
}

function isSameSubject(row: LinkedAccountRow, { issuer, subject }: ProviderIdentity): boolean {
  return row.issuer === issuer && row.subject === subject;
}

function noticeOf({ now, studioUrl }: ArrivalDeps, email: string) {
  const expiresAt = new Date(now().getTime() + NOTICE_LIFE_MS);
  return [accountLinkedMail(email, studioUrl), expiresAt] as const;
}

function entry(action: string, userId: string, { provider }: Arrival) {
  const metadata = { provider };
  return { action, orgId: null, entityType: 'user', entityId: userId, metadata };
}

function actorOf({ userId, sessionId }: UserIdentity, { requestId, ip }: RequestMeta): UserActor {
  return { kind: 'user', userId, sessionId, requestId, ip };
}

function accountExists(): AppError {
  return new AppError(
    'account_exists',
    'There is an account with this e-mail address: sign in to it first, then link the other one.',
  );
}

function conflict(): AppError {
  return new AppError('conflict', 'The linked accounts changed meanwhile. Try again.');
}
