// What the API costs beside a bare Express route with the same statement in the same transaction, and how long
// reads and writes take at 200 requests a second: `npm run bench:api`. BENCH_SECONDS is the length of each part.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { signUp, type Account } from '@promptly/acceptance/support/account';
import { startApiOnly } from '@promptly/acceptance/support/api-only';
import autocannon from 'autocannon';

import { openLoad, type Answered, type PlannedRequest } from './support/open-load.ts';
import { printTable } from './support/table.ts';

const DURATION_S = Number(process.env.BENCH_SECONDS ?? 20);
const WARM_UP_S = Math.min(3, DURATION_S);
/** The two are measured in turn: a machine that is shared is not as fast in one minute as in the next. */
const ROUNDS = 5;
const CONNECTIONS = 16;
const MIX_RATE = 200;
const RATIO_WANTED = 0.5;
const P95_WANTED_MS = 50;

const api = await startApiOnly();
let bare: ChildProcess | undefined;
try {
  const account = await signUp(api.url);
  const project = await account.createProject('Bench');
  const route = `/api/v1/projects/${project.id}`;
  bare = fork(path.join(import.meta.dirname, 'support/bare-server.ts'), [
    ...[api.databaseUrl, account.session.user.id],
  ]);
  const [port] = (await once(bare, 'message')) as [number];

  const { plain, ours } = await inTurn({
    plain: { url: `http://127.0.0.1:${port}${route}` },
    ours: { url: api.url + route, headers: await freshHeaders(account) },
  });
  const ratio = ours.perSecond / plain.perSecond;
  printTable(`GET ${route.replace(project.id, ':projectId')}, ${CONNECTIONS} connections`, [
    row('bare Express, same SQL', plain),
    { ...row('the API', ours), ratio: ratio.toFixed(2), wanted: `≥ ${RATIO_WANTED}` },
  ]);

  const mix = mixOf(route);
  const arriving = { url: api.url, headers: await freshHeaders(account), requests: mix };
  await openLoad({ ...arriving, perSecond: MIX_RATE, seconds: WARM_UP_S });
  const answered = await openLoad({ ...arriving, perSecond: MIX_RATE, seconds: DURATION_S });
  const mixed = summaryOf(answered);
  printTable(`reads and writes (3 : 1) of one project, ${MIX_RATE} arrivals a second`, [
    { ...row('all', mixed), wanted: `p95 ≤ ${P95_WANTED_MS} ms` },
    ...[...new Set(mix.map(nameOf))].map((name) =>
      row(name, summaryOf(answered.filter(({ request }) => nameOf(request) === name))),
    ),
  ]);
  const isSlow = ratio < RATIO_WANTED || mixed.p95 > P95_WANTED_MS;
  process.exitCode = isSlow || plain.failed + ours.failed + mixed.failed > 0 ? 1 : 0;
} finally {
  bare?.kill();
  await api.stop();
}

/** With a token that lasts for a part of the benchmark. */
async function freshHeaders(account: Account): Promise<Record<string, string>> {
  return { ...(await account.authorization()), 'content-type': 'application/json' };
}

function mixOf(route: string): PlannedRequest[] {
  const rename = { method: 'PATCH', path: route, body: JSON.stringify({ name: 'Bench again' }) };
  const snapshot = {
    ...{ method: 'POST', path: `${route}/files/snapshot` },
    body: JSON.stringify({ name: 'Before the change' }),
  };
  const reads = [route, `${route}/files`, `${route}/revisions`].map((path) => ({
    ...{ method: 'GET', path },
  }));
  return [...reads, rename, ...reads, snapshot];
}

function nameOf({ method, path: address }: PlannedRequest): string {
  return `${method} ${address.replace(/prj_[^/]+/, ':projectId').replace('/api/v1', '')}`;
}

function summaryOf(answered: readonly Answered[]): Measured {
  const failed = answered.filter(({ isFailed }) => isFailed).length;
  const timesMs = answered.map(({ timeMs }) => timeMs).sort((a, b) => a - b);
  return { perSecond: answered.length / DURATION_S, ...percentilesOf(timesMs), failed };
}

function percentilesOf(sortedMs: readonly number[]): { p50: number; p95: number } {
  const at = (share: number) => sortedMs[Math.floor(sortedMs.length * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

interface Measured {
  perSecond: number;
  p50: number;
  p95: number;
  failed: number;
}

async function inTurn<Name extends string>(
  loads: Record<Name, autocannon.Options>,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(loads) as Name[];
  const rounds = Object.fromEntries(names.map((name) => [name, [] as Round[]])) as Record<
    Name,
    Round[]
  >;
  for (const name of names) await run({ ...loads[name], duration: WARM_UP_S });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      rounds[name].push(await run({ ...loads[name], duration: Math.ceil(DURATION_S / ROUNDS) }));
    }
  }
  return Object.fromEntries(names.map((name) => [name, together(rounds[name])])) as Record<
    Name,
    Measured
  >;
}

interface Round {
  perSecond: number;
  timesMs: number[];
  failed: number;
}

function together(rounds: readonly Round[]): Measured {
  const timesMs = rounds.flatMap((round) => round.timesMs).sort((a, b) => a - b);
  const sumOf = (each: (round: Round) => number) => rounds.reduce((sum, r) => sum + each(r), 0);
  return {
    ...percentilesOf(timesMs),
    perSecond: sumOf(({ perSecond }) => perSecond) / rounds.length,
    failed: sumOf(({ failed }) => failed),
  };
}

function run(options: autocannon.Options): Promise<Round> {
  return new Promise((resolve, reject) => {
    const timesMs: number[] = [];
    const running = autocannon({ connections: CONNECTIONS, ...options }, (error, result) => {
      if (error) return reject(error as Error);
      const failed = result.non2xx + result.errors;
      resolve({ perSecond: result.requests.average, timesMs, failed });
    });
    running.on('response', (_client, _status, _bytes, timeMs) => timesMs.push(timeMs));
  });
}

function row(what: string, { perSecond, p50, p95, failed }: Measured) {
  return {
    what,
    'requests/s': perSecond.toFixed(0),
    'p50 ms': p50.toFixed(1),
    'p95 ms': p95.toFixed(1),
    failed,
  };
}
