import { z } from 'zod';

import { idSchema } from '@promptly/common';

import { defineRawRoute } from '../../http/define-route.ts';
import { openEventStream } from '../../middlewares/sse.ts';

/** The database counts events in 32 bits. */
const SEQ_MAX = 2 ** 31 - 1;
const seqSchema = z.coerce.number().int().min(0).max(SEQ_MAX);

export const streamRoutes = [
  defineRawRoute({
    operationId: 'streamCodegenEvents',
    method: 'get',
    path: '/stream/codegen/:jobId',
    tag: 'Generation',
    summary: 'Follow the events of a job as they happen',
    description:
      'Server-sent events: `id` counts from 1 without gaps, `event` is the type, `data` its JSON; `done` is the last one. Come back with `Last-Event-ID` (or `?lastEventId=`) for those that you have not seen. 204 when you have seen them all. The stream also ends within seconds when you lose the right to it.',
    auth: 'required',
    needs: 'codegen.read',
    params: z.object({ jobId: idSchema('codegenJob') }),
    query: z.strictObject({ lastEventId: seqSchema.optional() }),
    success: { status: 200, description: 'The events', contentType: 'text/event-stream' },
    otherAnswers: [{ status: 204, description: 'You have seen all events of a job that is over' }],
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services, stopping, heartbeatMs, req, res }) {
      // A browser that connects again keeps the address it began with: what it says in the header is newer.
      const after = lastEventId(req.get('Last-Event-ID')) ?? query.lastEventId ?? 0;
      const job = await services.codegen.openEvents(actor, params.jobId);
      if (job.isOver(after)) return void res.status(204).end();
      const mayStay = () => job.mayFollow();
      const stream = openEventStream(res, { stopping, heartbeatMs, mayStay });
      services.metrics.http.countStream(stream.closed);
      for await (const events of job.follow(after, stream.closed)) {
        for (const { seq, type, data } of events) {
          if (!(await stream.send({ id: seq, event: type, data }))) return;
        }
      }
      stream.end();
    },
  }),
];

/** The number that the header holds; a browser sends it as it was sent, so anything else is as good as none. */
function lastEventId(header: string | undefined): number | undefined {
  return header === undefined ? undefined : seqSchema.safeParse(header).data;
}
