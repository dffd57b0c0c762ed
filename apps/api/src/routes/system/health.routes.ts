import { z } from 'zod';

import { healthSchema } from '@promptly/common';

import { defineRawRoute } from '../../http/define-route.ts';

export const healthRoute = defineRawRoute({
  operationId: 'getHealth',
  method: 'get',
  path: '/health',
  tag: 'System',
  summary: 'Tell whether the program can serve, and what is wrong',
  description:
    'Answers 503 when a part that is needed fails. `probe=live` looks at no part: it tells that the process answers.',
  auth: 'none',
  anyHost: true,
  query: z.strictObject({ probe: z.enum(['live', 'ready']).default('ready') }),
  success: { status: 200, description: 'It can serve', schema: healthSchema },
  otherAnswers: [{ status: 503, description: 'It cannot serve', schema: healthSchema }],
  errors: [],
  async handle({ query, services, res }) {
    const report = query.probe === 'live' ? services.health.live() : await services.health.ready();
    res.set('Cache-Control', 'no-store');
    res.status(report.status === 'unavailable' ? 503 : 200).json(report);
  },
});
