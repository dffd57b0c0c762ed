import type { Response as UndiciResponse } from 'undici';

import { OutboundError } from './outbound-error.ts';

/** The same answer, whose body fails once it is larger than this; counted after unpacking. */
export function limitBody(
  response: UndiciResponse,
  maxBytes: number,
  translate: (error: unknown) => unknown,
): Response {
  const { body, status, statusText, headers } = response;
  if (status < 200 || status > 599) {
    void body?.cancel().catch(() => undefined);
    throw new OutboundError('unreachable', `The answer has no status of HTTP: ${status}.`);
  }
  const init = { status, statusText, headers: [...headers] };
  if (!body) return new Response(null, init);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  let bytes = 0;
  const limited = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        bytes += value.byteLength;
        if (bytes > maxBytes) throw tooLarge(maxBytes);
        controller.enqueue(value);
      } catch (error) {
        controller.error(translate(error));
        await reader.cancel(error).catch(() => undefined);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(limited, init);
}

function tooLarge(maxBytes: number): OutboundError {
  return new OutboundError('response_too_large', `The answer is larger than ${maxBytes} bytes.`);
}
