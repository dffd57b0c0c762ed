import { randomUUID } from 'node:crypto';

import { makeZip } from '../../services/zip/hand-made-zip.ts';
import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

const inNewProject = async (world: AccessWorld) => ({ projectId: (await world.newProject()).id });

export const access: AccessRows = {
  listFiles: { answers: least('viewer', 'read') },
  readFile: { answers: least('viewer', 'read'), call: () => ({ query: { path: 'README.md' } }) },
  saveFile: {
    answers: least('editor', 'write'),
    call: () => ({ body: { path: `${randomUUID()}.txt`, base64Content: 'YQ==', sha: null } }),
  },
  readFileTree: { answers: least('viewer', 'read') },
  searchFiles: { answers: least('viewer', 'read'), call: () => ({ query: { q: 'Shop' } }) },
  downloadFile: {
    answers: least('viewer', 'read'),
    call: () => ({ query: { path: 'README.md' } }),
  },
  uploadFile: {
    answers: least('editor', 'write'),
    call: () => ({
      query: { path: `${randomUUID()}.bin` },
      headers: { 'If-None-Match': '*' },
      bytes: Buffer.from([0, 255]),
    }),
  },
  changeFiles: {
    answers: least('editor', 'write'),
    call: () => ({
      body: {
        changes: [{ op: 'write', path: `${randomUUID()}.txt`, base64Content: 'YQ==', sha: null }],
      },
    }),
  },
  renameFile: {
    answers: least('editor', 'write'),
    call: async (world) => ({
      ids: await inNewProject(world),
      body: { from: 'README.md', to: 'b.md' },
    }),
  },
  deleteFile: {
    answers: least('editor', 'write'),
    call: async (world) => ({ ids: await inNewProject(world), body: { path: 'README.md' } }),
  },
  importFiles: {
    answers: least('editor', ['imports', 'write']),
    call: () => ({ file: makeZip([{ name: 'imported.txt', content: 'a' }]) }),
  },
  createSnapshot: {
    answers: least('editor', 'write'),
    call: () => ({ body: { name: 'Before' } }),
  },
};
