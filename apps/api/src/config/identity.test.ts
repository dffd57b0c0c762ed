import { describe, expect, test } from '@jest/globals';

import { loadConfig } from '../config.ts';
import { identityHosts } from './identity.ts';

const load = (env: Record<string, string>) =>
  loadConfig({ env, rootDir: '/srv/promptly', readFile: () => 'from a file\n' }).identity;

const GITHUB = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' };

test('nothing is offered unless it is set up', () => {
  const nothing = { github: null, figma: null, oidc: null, supabase: null, firebase: null };
  expect(load({})).toEqual(nothing);
});

test('a secret can come from a file', () => {
  const env = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET_FILE: '/run/secrets/github' };
  expect(load(env).github?.clientSecret).toBe('from a file');
});

test.each([
  [{}, 'https://api.github.com'],
  [{ GITHUB_URL: 'https://github.corp/' }, 'https://github.corp/api/v3'],
  [{ GITHUB_URL: 'https://github.corp', GITHUB_API_URL: 'https://api.corp' }, 'https://api.corp'],
])('GitHub with %j has its API at %s', (env, apiUrl) => {
  expect(load({ ...GITHUB, ...env }).github?.apiUrl).toBe(apiUrl);
});

test('an issuer stays as it is written, as tokens name it so', () => {
  const oidc = { OIDC_ISSUER: 'https://id.corp/o/app/', OIDC_CLIENT_ID: 'id' };
  expect(load(oidc).oidc).toMatchObject({ issuer: 'https://id.corp/o/app/', label: 'id.corp' });
});

test('the issuer of Supabase is what stands before its keys', () => {
  const env = { SUPABASE_JWKS_URL: 'https://abc.supabase.co/auth/v1/.well-known/jwks.json' };
  expect(load(env).supabase).toMatchObject({
    ...{ issuer: 'https://abc.supabase.co/auth/v1', audience: 'authenticated' },
    emailsVerified: false,
  });
});

test('only hosts that the operator named may stand in the inner network', () => {
  const oidc = { OIDC_ISSUER: 'http://10.0.0.5:8080', OIDC_CLIENT_ID: 'id' };
  expect(identityHosts(load({ ...GITHUB, ...oidc, FIREBASE_PROJECT_ID: 'x' }))).toEqual([
    '10.0.0.5:8080',
  ]);
});

describe('what is half set is a fault', () => {
  test.each([
    [{ GITHUB_CLIENT_ID: 'id' }, 'GITHUB_CLIENT_SECRET'],
    [{ FIGMA_CLIENT_SECRET: 'secret' }, 'FIGMA_CLIENT_ID'],
    [{ OIDC_ISSUER: 'https://id.corp' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_ISSUER: 'https://id.corp', OIDC_CLIENT_ID: 'x', OIDC_SCOPES: 'email' }, 'openid'],
    [{ SUPABASE_JWKS_URL: 'https://keys.corp/jwks' }, 'SUPABASE_ISSUER'],
    [{ ...GITHUB, GITHUB_URL: 'https://user:word@github.corp' }, 'GITHUB_URL'],
    [{ ...GITHUB, GITHUB_URL: 'ftp://github.corp' }, 'GITHUB_URL'],
  ])('%j', (env: Record<string, string>, named) => {
    expect(() => load(env)).toThrow(named);
  });
});
