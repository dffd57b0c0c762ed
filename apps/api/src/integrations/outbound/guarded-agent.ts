import { isIP, type LookupFunction } from 'node:net';

import { Agent, buildConnector } from 'undici';

import type { AllowList } from './allow-list.ts';
import { endpointOf, mayConnect, REFUSAL } from './may-connect.ts';
import { OutboundError } from './outbound-error.ts';
import { createResolve, type Resolve } from './resolve-name.ts';

export interface GuardOptions {
  allowList: AllowList;
  /** Those of the system's name servers when left out. */
  resolve?: Resolve;
  connectTimeoutMs: number;
}

/**
 * An agent that looks at the address in the moment it connects. A look before the connection would not
 * hold: a name can answer with another address a moment later.
 */
export function createGuardedAgent(options: GuardOptions): Agent {
  const { allowList, resolve = createResolve(), connectTimeoutMs } = options;
  return new Agent({
    // The whole exchange has one limit, which the caller's signal carries.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(target, callback) {
      const { hostname, port } = endpointOf(target);
      // No name, no lookup: an address in the URL would pass unseen.
      if (isIP(hostname) !== 0 && !mayConnect(hostname, hostname, port, allowList)) {
        callback(refused(), null);
        return;
      }
      const lookup = guardedLookup(port, allowList, resolve);
      buildConnector({ lookup, timeout: connectTimeoutMs })(target, callback);
    },
  });
}

function guardedLookup(port: number, allowList: AllowList, resolve: Resolve): LookupFunction {
  return (hostname, { all, family }, callback) => {
    resolve(hostname, { isListed: allowList.allowsName(hostname, port) }).then(
      (found) => {
        const wanted = found.filter((entry) => !family || entry.family === family);
        const [first] = wanted;
        if (!first) return callback(notFound(), '');
        // One inner address among public ones is a trap, not a choice.
        if (!wanted.every(({ address }) => mayConnect(hostname, address, port, allowList))) {
          return callback(refused(), '');
        }
        if (all) callback(null, wanted);
        else callback(null, first.address, first.family);
      },
      () => callback(notFound(), ''),
    );
  };
}

function refused(): OutboundError {
  return new OutboundError('address_not_allowed', REFUSAL);
}

function notFound(): OutboundError {
  return new OutboundError('unreachable', 'The host is not known.');
}
