import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import {
  auditCsvQuerySchema,
  auditEntrySchema,
  auditPageSchema,
  auditQuerySchema,
  idSchema,
  type AuditEntry,
} from '@promptly/common';

import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import type { AuditView } from '../../services/audit-log/find-entries.ts';
import { presentAuditEntry } from './audit.presenter.ts';
import { csvLine, type CsvSeparator } from './csv.ts';

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
    description:
      'For admins. It takes the filters of the list, and has no pages. Cells are separated by commas (RFC 4180), or by ' +
      "`separator=semicolon` for spreadsheets of locales in which a comma is the decimal sign. A `'` is put before " +
      'whatever a spreadsheet could take for the beginning of a formula; the list has the exact texts.',
    auth: 'required',
    params: orgParams,
    query: auditCsvQuerySchema,
    success: { status: 200, description: 'A line for each entry', contentType: 'text/csv' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services, res }) {
      const { separator, ...filters } = query;
      const entries = await services.auditLog.readAll(actor, params.orgId, filters);
      res.set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="audit-${params.orgId}.csv"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      await pipeline(Readable.from(linesOf(entries, separator)), res);
    },
  }),
];

async function* linesOf(
  entries: AsyncIterable<AuditView>,
  separator: CsvSeparator,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS, separator);
  for await (const view of entries) {
    const entry = presentAuditEntry(view);
    yield csvLine(
      COLUMNS.map((column) => {
        const value = entry[column];
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
      }),
      separator,
    );
  }
}
