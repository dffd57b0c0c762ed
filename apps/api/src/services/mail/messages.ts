import type { Mail } from './mail-outbox.ts';

/** For what tells of something that has happened. */
export const NOTICE_LIFE_MS = 7 * 24 * 60 * 60_000;

/**
 * The texts of mails. They hold nothing that users choose, such as their names: a stranger could sign up with
 * another's address and have us send them anything.
 */
export function verificationMail(to: string, studioUrl: string, token: string): Mail {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: `Somebody, most likely you, made an account with this address in the Promptly Studio at ${studioUrl}.

Open this link to confirm that the address is yours. It works for three days, for whoever is signed in to that account.

${linkTo(studioUrl, 'verify-email', token)}

If you did not make the account, there is nothing for you to do. Should you want it, ask for a new password where you sign in: that takes it from whoever made it.
`,
  };
}

export function passwordResetMail(to: string, studioUrl: string, token: string): Mail {
  return {
    to,
    subject: 'Choose a new password',
    text: `Somebody, most likely you, asked for a new password for your account in the Promptly Studio at ${studioUrl}.

Open this link to choose one. It works once, for an hour.

${linkTo(studioUrl, 'reset-password', token)}

If you did not ask for it, there is nothing for you to do: your password stays as it is.
`,
  };
}

export function invitationMail(
  to: string,
  studioUrl: string,
  { orgId, token }: { orgId: string; token: string },
): Mail {
  return {
    to,
    subject: 'You are invited to the Promptly Studio',
    text: `Somebody invited you to work in their organization in the Promptly Studio at ${studioUrl}.

Open this link to see which one it is, and to accept. It works once, for seven days. Whoever has the link can accept in your name: do not pass it on.

${linkTo(studioUrl, `invitations/${orgId}`, token)}

If you do not know of it, there is nothing for you to do.
`,
  };
}

/** An old refresh token came back, which somebody else may have. */
export function sessionEndedMail(to: string, studioUrl: string): Mail {
  return {
    to,
    subject: 'You were signed out for safety',
    text: `A sign-in to your account in the Promptly Studio at ${studioUrl} was used twice, as happens where somebody copied it. It was ended on all sides.

Sign in again. If you do not know what it was, choose another password, and look at where you are signed in.
`,
  };
}

export function passwordChangedMail(to: string, studioUrl: string): Mail {
  return {
    to,
    subject: 'Your password was changed',
    text: `The password of your account in the Promptly Studio at ${studioUrl} was changed, and you were signed out elsewhere.

If that was not you, choose another one at once: ask for a new password where you sign in.
`,
  };
}

export function accountDeletedMail(to: string, studioUrl: string, erasesAt: Date): Mail {
  return {
    to,
    subject: 'Your account was deleted',
    text: `Your account in the Promptly Studio at ${studioUrl} was deleted. All of its data will be erased on ${erasesAt.toISOString().slice(0, 10)}.

Sign in before that day to keep the account.
`,
  };
}

const DISABLED_BECAUSE = {
  gone: 'its receiver answered 410: it wants no more of them',
  failing: 'nothing could be delivered to it for more than three days',
  backlog: 'its receiver is too slow: more than 10,000 events waited for it',
};

export function webhookDisabledMail(
  to: string,
  studioUrl: string,
  webhook: { webhookId: string; orgId: string; reason: keyof typeof DISABLED_BECAUSE },
): Mail {
  return {
    to,
    subject: 'A webhook was switched off',
    text: `The webhook ${webhook.webhookId} of the organization ${webhook.orgId} in the Promptly Studio at ${studioUrl} was switched off: ${DISABLED_BECAUSE[webhook.reason]}.

Events that waited for it are canceled, and new ones are not kept for it. Once its receiver works, make it active again and redeliver what it missed.

You get this as an admin of the organization.
`,
  };
}

export function accountLinkedMail(to: string, studioUrl: string): Mail {
  return {
    to,
    subject: 'Another way to sign in was linked to your account',
    text: `An account of another service was linked to your account in the Promptly Studio at ${studioUrl}.

If that was not you, ask for a new password where you sign in, which signs everybody else out, and unlink that account then.
`,
  };
}

/** Behind a `#`, the token reaches no server, log or referrer by itself. */
function linkTo(studioUrl: string, page: string, token: string): string {
  return `${studioUrl}/${page}#token=${token}`;
}
