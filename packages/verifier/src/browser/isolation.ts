import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PROBE_TIMEOUT_MS = 5_000;

/** How far a browser is kept from the machine that it runs on. */
export interface BrowserIsolation {
  /** `namespace`: it sees no network at all. `flags`: only its own switches and the interception keep it off. */
  network: 'namespace' | 'flags';
  /** `namespace`: ending one process ends all of its kind, whatever they did. */
  processes: 'namespace' | 'group';
  /** The unprivileged user it runs as, or null for the user of this process. */
  uid: number | null;
  /** Whether Chromium's own sandbox is on. */
  chromiumSandbox: boolean;
}

/** An isolation that this machine can give, and the words to put before the browser's command line. */
export interface IsolationPlan extends Omit<BrowserIsolation, 'chromiumSandbox'> {
  prefix: readonly string[];
}

export interface Host {
  platform: NodeJS.Platform;
  isRoot: boolean;
  /** True when the command exits with 0. */
  succeeds: (command: readonly string[]) => Promise<boolean>;
}

/**
 * Finds the strongest isolation which the host allows. Root never runs a browser as root: without a way to drop
 * the privileges the answer is a refusal.
 */
export async function planIsolation(
  host: Host,
  uid: number,
): Promise<IsolationPlan | { refused: string }> {
  for (const plan of candidates(host, uid)) {
    if (plan.prefix.length === 0 || (await host.succeeds([...plan.prefix, 'true']))) return plan;
  }
  return {
    refused: `this process is root and can give up its privileges neither with setpriv nor with chroot (uid ${uid})`,
  };
}

/** The machine that this process runs on. */
export function thisHost(): Host {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    succeeds: ([file = 'false', ...args]) =>
      promisify(execFile)(file, args, { timeout: PROBE_TIMEOUT_MS }).then(
        () => true,
        () => false,
      ),
  };
}

/** From strong to weak. A process group of its own comes with every launch. */
function candidates(host: Host, uid: number): IsolationPlan[] {
  const namespaces = ['--net', '--ipc', '--pid', '--fork', '--kill-child=KILL', '--mount-proc'];
  // The signal is lost when a process changes its user, so each link of the chain asks for it anew.
  const dieWithParent = ['setpriv', '--pdeathsig', 'KILL'];
  const asUser = ['--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups'];
  if (host.isRoot) {
    return [
      {
        network: 'namespace',
        processes: 'namespace',
        uid,
        prefix: [...dieWithParent, 'unshare', ...namespaces, '--', ...dieWithParent, ...asUser],
      },
      { network: 'flags', processes: 'group', uid, prefix: [...dieWithParent, ...asUser] },
      {
        network: 'flags',
        processes: 'group',
        uid,
        prefix: ['chroot', `--userspec=${uid}:${uid}`, '/'],
      },
    ];
  }
  const asSelf: IsolationPlan = { network: 'flags', processes: 'group', uid: null, prefix: [] };
  if (host.platform !== 'linux') return [asSelf];
  const ownUser = ['unshare', '--user', '--map-current-user'];
  return [
    {
      network: 'namespace',
      processes: 'namespace',
      uid: null,
      prefix: [...dieWithParent, ...ownUser, ...namespaces, '--', ...dieWithParent],
    },
    { network: 'namespace', processes: 'group', uid: null, prefix: [...ownUser, '--net', '--'] },
    { ...asSelf, prefix: dieWithParent },
    asSelf,
  ];
}
