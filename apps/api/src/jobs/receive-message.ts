import { QUEUES, type QueueCorrelation, type QueueName } from '@promptly/common';

import { newRequestId } from '../observability/correlation.ts';
import { inReceivedSpan } from '../observability/in-span.ts';
import type { Tracer } from '../observability/tracing.ts';
import { messageSpan } from './message-span.ts';

export interface ReceivedMessage {
  queue: QueueName;
  operation: 'send' | 'process';
  /** The id of what it is about. */
  key: string;
  correlation?: QueueCorrelation;
}

/** Works on a message under the ids, and in the trace, of the request that it follows from. */
export function receiveMessage<T>(
  tracer: Tracer | null,
  { queue, operation, key, correlation }: ReceivedMessage,
  work: () => Promise<T>,
): Promise<T> {
  const { name } = QUEUES[queue];
  const kind = operation === 'send' ? 'producer' : 'consumer';
  const title = `${operation} ${name}`;
  const received = {
    ...messageSpan(kind, operation, name, key),
    ...{ name: title, jobId: key, requestId: correlation?.requestId ?? newRequestId() },
    traceparent: correlation?.traceparent,
  };
  return inReceivedSpan(tracer, title, received, work);
}
