import type { SpanKind, SpanOptions } from '../observability/tracing.ts';

/** How a span tells of a message; `key` is the id of what it is about. */
export function messageSpan(
  kind: SpanKind,
  operation: 'create' | 'send' | 'process',
  destination: string,
  key: string,
): SpanOptions {
  return {
    kind,
    attributes: {
      'messaging.system': 'bullmq',
      'messaging.operation.name': operation,
      'messaging.operation.type': operation,
      'messaging.destination.name': destination,
      'messaging.message.conversation_id': key,
    },
  };
}
