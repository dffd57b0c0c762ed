import { randomBytes } from 'node:crypto';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createCursors } from './cursors.ts';

const cursors = createCursors(randomBytes(32));
const refused = expect.objectContaining({ name: 'AppError', code: 'validation_failed' });

test('a cursor leads back to its position', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (scope, position) => {
      const cursor = cursors.encode(scope, position) ?? '';
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(cursors.decode(scope, cursor)).toEqual(position);
    }),
  );
});

test('the last page has no cursor, and no cursor means the first page', () => {
  expect(cursors.encode('a', null)).toBeNull();
  expect(cursors.decode('a', undefined)).toBeNull();
});

test('a cursor of another list, another instance or nobody is refused', () => {
  const cursor = cursors.encode('projects:org_1', ['2026', 'prj_1']) ?? '';
  const elsewhere = createCursors(randomBytes(32)).encode('projects:org_1', ['2026']) ?? '';
  const forged = Buffer.concat([randomBytes(16), Buffer.from('["2026","prj_9"]')]);
  for (const [scope, text] of [
    ['projects:org_2', cursor],
    ['projects:org_1', elsewhere],
    ['projects:org_1', forged.toString('base64url')],
    ['projects:org_1', cursor.slice(0, -2)],
    ['projects:org_1', ''],
    ['projects:org_1', '%%%'],
  ] as const) {
    expect(() => cursors.decode(scope, text)).toThrow(refused);
  }
});
