import { type Account } from './session.ts';

/** Accounts to try the app with. */
export const demoAccounts: readonly Account[] = [
  {
    name: 'Aline Uwase',
    email: 'aline.uwase@example.com',
    password: 'welcome-home',
    role: 'admin',
  },
  {
    name: 'Eric Mugisha',
    email: 'eric.mugisha@example.com',
    password: 'welcome-home',
    role: 'member',
  },
];
