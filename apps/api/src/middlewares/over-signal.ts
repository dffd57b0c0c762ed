import { AppError } from '@promptly/common';
import type { Response } from 'express';

/**
 * Aborts when the answer is over or its connection has ended, which may be already. An answer that waits behind
 * another one of its connection never learns by itself that the connection ended.
 */
export function overSignal(res: Response): AbortSignal {
  const { socket } = res.req;
  const over = new AbortController();
  const end = () => {
    res.off('close', end);
    socket.off('close', end);
    // Nobody waits any more where the answer is out, and an error's stack is dear.
    over.abort(res.writableFinished ? 'over' : callerLeft());
  };
  if (res.closed || socket.destroyed) {
    end();
  } else {
    // One for each request that is sent ahead on the connection, which is no leak.
    socket.setMaxListeners(0);
    res.once('close', end);
    socket.once('close', end);
  }
  return over.signal;
}

function callerLeft(): AppError {
  return new AppError('rate_limited', 'The caller left while it waited.');
}
