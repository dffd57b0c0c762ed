import http from 'node:http';

export interface PlannedRequest {
  method: string;
  path: string;
  body?: string;
}

export interface Answered {
  request: PlannedRequest;
  /** From the moment at which the request was due: one that waits for its turn has waited. */
  timeMs: number;
  isFailed: boolean;
}

/**
 * Sends requests in turn as independent people would: at random moments, `perSecond` of them on average, whether or
 * not the ones before are answered.
 */
export async function openLoad(options: {
  url: string;
  headers: Record<string, string>;
  requests: readonly PlannedRequest[];
  perSecond: number;
  seconds: number;
}): Promise<Answered[]> {
  const { url, headers, requests, perSecond, seconds } = options;
  const agent = new http.Agent({ keepAlive: true, scheduling: 'fifo' });
  const sent: Promise<Answered>[] = [];
  const endAt = performance.now() + seconds * 1000;
  let dueAt = performance.now();
  for (let turn = 0; dueAt < endAt; turn += 1) {
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const request = requests[turn % requests.length];
    if (request) sent.push(send(url, request, { headers, agent }, dueAt));
    dueAt += (-Math.log(1 - Math.random()) * 1000) / perSecond;
  }
  const answered = await Promise.all(sent);
  agent.destroy();
  return answered;
}

function send(
  url: string,
  request: PlannedRequest,
  options: { headers: Record<string, string>; agent: http.Agent },
  dueAt: number,
): Promise<Answered> {
  return new Promise((resolve) => {
    const end = (isFailed: boolean) =>
      resolve({ request, timeMs: performance.now() - dueAt, isFailed });
    const { method, path, body } = request;
    const sending = http.request(url + path, { method, ...options }, (answer) => {
      answer.resume();
      answer.once('end', () => end(!(answer.statusCode && answer.statusCode < 300)));
      answer.once('error', () => end(true));
    });
    sending.once('error', () => end(true));
    sending.end(body);
  });
}
