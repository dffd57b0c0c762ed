import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import {
  auditEntrySchema,
  auditFiltersSchema,
  auditPageSchema,
  auditQuerySchema,
  idSchema,
  type AuditEntry,
} from '@promptly/common';

import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import type { AuditView } from '../../services/audit-log/audit-log-service.ts';
import { presentAuditEntry } from './audit.presenter.ts';
import { csvLine } from './csv.ts';

const orgParams = z.object({ orgId: idSchema('org') });
const COLUMNS = Object.keys(auditEntrySchema.shape) as (keyof AuditEntry)[];

export const auditRoutes = [
  defineRoute({
    operationId: 'listAuditEntries',
    method: 'get',
    path: '/orgs/:orgId/audit',
    tag: 'Audit',
    summary: 'List who did what in an organization, newest first',
    description:
      'For admins. `action` is one action, such as `project.updated`, or the first part of several. Each entry’s ' +
      'hash covers the one before it, so that the log cannot be changed unseen.',
    auth: 'required',
    params: orgParams,
    query: auditQuerySchema,
    success: { status: 200, description: 'A page of entries', schema: auditPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { limit, cursor, ...filters } = query;
      const { items, nextCursor } = await services.auditLog.list(actor, params.orgId, filters, {
        ...{ limit, cursor },
      });
      return { items: items.map(presentAuditEntry), nextCursor };
    },
  }),

  defineRawRoute({
    operationId: 'downloadAudit',
    method: 'get',
    path: '/orgs/:orgId/audit/csv',
    tag: 'Audit',
    summary: 'Download the audit log of an organization as CSV, newest first',
    description: 'For admins. It takes the filters of the list, and has no pages.',
    auth: 'required',
    params: orgParams,
    query: auditFiltersSchema,
    success: { status: 200, description: 'A line for each entry', contentType: 'text/csv' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services, res }) {
      const entries = await services.auditLog.readAll(actor, params.orgId, query);
      res.set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="audit-${params.orgId}.csv"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      await pipeline(Readable.from(linesOf(entries)), res);
    },
  }),
];

async function* linesOf(entries: AsyncIterable<AuditView>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const view of entries) {
    const entry = presentAuditEntry(view);
    yield csvLine(
      COLUMNS.map((column) => {
        const value = entry[column];
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
      }),
    );
  }
}
