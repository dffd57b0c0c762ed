import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';

import { newId } from '@promptly/common';

import { auditLogs, orgs } from '../../db/schema/index.ts';
import { createErasing, type Erasing } from '../../testing/erasures.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { recordAudit } from '../audit.ts';
import { ANCHOR_KEY } from './anchors.ts';
import { pseudonymise, pseudonymOf } from './pseudonymise.ts';

let studio: TestApp;
let erasing: Erasing;
beforeAll(async () => {
  studio = await createTestApp();
  erasing = createErasing(studio);
});
afterAll(() => studio.dispose());

describe('the audit log of somebody erased', () => {
  test('still shows what its owner edits, also where it is called an erasure', async () => {
    const { id } = await studio.factories.buildUser();
    const { db, envelope } = studio.container;
    await recordAudit(db, {
      ...{ userId: id, orgId: null, action: 'test.done', entityType: 'user', entityId: id },
    });
    const key = envelope.derive(ANCHOR_KEY);
    await pseudonymise(db, key, { id, email: '', isEmailVerified: false, name: '' });
    expect(await erasing.faults()).toEqual([]);
    const isIt = sql`user_id = ${pseudonymOf(id, key)}`;
    await db.execute(sql`update ps_audit_logs set metadata_json = '{"a": 1}' where ${isIt}`);
    expect((await erasing.faults()).map(({ kind }) => kind)).toEqual(['edited']);
    await db.execute(sql`update ps_audit_logs set metadata_json = '{}' where ${isIt}`);
    expect(await erasing.faults()).toEqual([]);
    const dropped = db.execute(sql`update ps_audit_logs set erasure_mac = null where ${isIt}`);
    await expect(dropped).rejects.toMatchObject({
      cause: { message: 'the audit log is only added to' },
    });
  });

  test('still shows what was edited in their entry before they were erased', async () => {
    const { id } = await studio.factories.buildUser();
    const { db, envelope } = studio.container;
    const { id: orgId } = await studio.factories.buildOrg();
    await recordAudit(db, {
      ...{ userId: id, orgId, action: 'test.done', entityType: 'user', entityId: id },
    });
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.update(auditLogs).set({ action: 'test.undone' }).where(eq(auditLogs.entityId, id));
    });
    const key = envelope.derive(ANCHOR_KEY);
    const known = { id, email: '', isEmailVerified: false, name: '' };
    for (let time = 1; time <= 2; time += 1) await pseudonymise(db, key, known);
    expect(await erasing.tracesOf(id)).toEqual([`ps_users: ${id}`]);
    const found = await erasing.faults();
    await db.delete(orgs).where(eq(orgs.id, orgId));
    expect(found.map(({ kind, chain }) => [kind, chain])).toEqual([['edited', orgId]]);
  });

  test('keeps the addresses of others, however like theirs, also behind many of them', async () => {
    const { db, envelope } = studio.container;
    const email = `a-${newId('user').toLowerCase()}@gmail.co`;
    const known = { id: newId('user'), email, isEmailVerified: true, name: '' };
    const others = [`${email}m`, `mari${email}`, `x.${email}`, `${email}.uk`, `${email}-x.org`];
    const tell = (about: string) =>
      recordAudit(db, {
        ...{ orgId: null, action: 'test.told', entityType: 'test', entityId: known.id.slice(4) },
        metadata: { about },
      });
    for (let n = 0; n < 205; n += 1) await tell(others[n % others.length]!);
    await tell(`Told ${email}.`);
    await pseudonymise(db, envelope.derive(ANCHOR_KEY), known);
    const rows = await db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, known.id.slice(4)));
    const told = rows.map(({ metadataJson }) => metadataJson.about);
    expect(new Set(told)).toEqual(new Set([...others, 'Told [erased].']));
    expect(rows.filter(({ erasureMac }) => erasureMac !== null)).toHaveLength(1);
    expect(told).toHaveLength(206);
  });

  test('holds nothing of them, whatever they wrote into it', async () => {
    const { db, envelope } = studio.container;
    const key = envelope.derive(ANCHOR_KEY);
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, text, async (before, behind) => {
        const email = `k+${newId('user')}@example.com`;
        const known = { id: newId('user'), email, isEmailVerified: true, name: '' };
        await recordAudit(db, {
          ...{ orgId: null, action: 'test.done', entityType: 'test', entityId: 'x' },
          metadata: { [before]: `${before}<${email}>${behind}${known.id}` },
        });
        await pseudonymise(db, key, known);
        expect(await erasing.tracesOf(known.id, email)).toEqual([]);
      }),
      { numRuns: 15 },
    );
    expect(await erasing.faults()).toEqual([]);
  });
});
