import { demoAccounts } from './demo-accounts.ts';

export interface Account {
  name: string;
  email: string;
  password: string;
  role: 'admin' | 'member';
}

/** The address of the account that is signed in; empty after signing out. */
const SESSION_KEY = 'session';
/** Accounts made in this browser. */
const ACCOUNTS_KEY = 'accounts';

const listeners = new Set<() => void>();
let current: Account | null | undefined;
let isKept = true;

/**
 * Who is signed in. Accounts live in this browser alone and are for trying the app: before others use it, give these
 * functions a server behind them. A first visitor is signed in with the first demo account.
 */
export const session = {
  current: (): Account | null => (current === undefined ? (current = restore()) : current),

  /** Signs in and says whether the address and the password belong together. */
  signIn: (email: string, password: string): boolean => {
    const account = findAccount(email);
    if (account?.password !== password) return false;
    become(account);
    return true;
  },

  /** Makes an account and signs it in; false where the address has one already. */
  signUp: (account: Omit<Account, 'role'>): boolean => {
    if (findAccount(account.email)) return false;
    const created: Account = { ...account, role: 'member' };
    write(ACCOUNTS_KEY, JSON.stringify([...ownAccounts(), created]));
    become(created);
    return true;
  },

  /** Changes the name or the address of the account that is signed in. */
  update: (changes: Pick<Account, 'name' | 'email'>): void => {
    const before = session.current();
    if (!before) return;
    const after = { ...before, ...changes };
    const others = ownAccounts().filter(({ email }) => email !== before.email);
    write(ACCOUNTS_KEY, JSON.stringify([...others, after]));
    become(after);
  },

  signOut: () => become(null),

  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      // From here on another tab may sign in or out unnoticed: the account is read anew when it is next asked for.
      if (listeners.size === 0 && isKept) current = undefined;
    };
  },
};

function become(account: Account | null) {
  current = account;
  isKept = write(SESSION_KEY, account?.email ?? '');
  for (const listener of listeners) listener();
}

function restore(): Account | null {
  const email = read(SESSION_KEY);
  return email === null ? (demoAccounts[0] ?? null) : (findAccount(email) ?? null);
}

function findAccount(email: string): Account | undefined {
  const wanted = email.trim().toLowerCase();
  return [...ownAccounts(), ...demoAccounts].find(
    (account) => account.email.toLowerCase() === wanted,
  );
}

function ownAccounts(): Account[] {
  try {
    return JSON.parse(read(ACCOUNTS_KEY) ?? '[]') as Account[];
  } catch {
    return [];
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Says whether the browser keeps it: storage can be switched off or full, the session then lasts for the visit. */
function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
