import { isUtf8 } from 'node:buffer';

import { z } from 'zod';

import {
  batchFilesBodySchema,
  fileContentQuerySchema,
  idSchema,
  LIMITS,
  putFileBodySchema,
  searchFilesQuerySchema,
} from '@promptly/common';

import { presentEntry } from '../../files/files.presenter.ts';
import { defineTool } from '../tool.ts';

const projectId = idSchema('project');
/** What a model can take in at once, in bytes. */
const READ_MAX_BYTES = 256 * 1024;

export const fileTools = [
  defineTool({
    name: 'list_files',
    title: 'List files',
    description: 'Lists the files of a project with size and sha; path narrows it to a folder.',
    needs: 'project.read',
    effect: 'reads',
    input: z.strictObject({
      projectId,
      path: z.string().max(LIMITS.pathMaxChars).optional(),
      limit: z.int().min(1).max(LIMITS.projectMaxFiles).default(500),
      cursor: z.string().max(1024).optional(),
    }),
    async run({ projectId: id, ...query }, { services, actor }) {
      const { items, nextCursor } = await services.files.list(actor, id, query);
      return { items: items.map(presentEntry), nextCursor };
    },
  }),

  defineTool({
    name: 'read_file',
    title: 'Read a file',
    description:
      `Reads a file as text, or as base64 where it is none; at most the first ${READ_MAX_BYTES} bytes. ` +
      'Its sha is needed to write it.',
    needs: 'project.read',
    effect: 'reads',
    input: z.strictObject({ projectId, ...fileContentQuerySchema.shape }),
    async run({ projectId: id, ...query }, { services, actor }) {
      const file = await services.files.find(actor, id, query);
      const { path, sha, size } = file;
      const bytes = await file.bytes();
      const part = bytes.subarray(0, READ_MAX_BYTES);
      const isCut = part.byteLength < bytes.byteLength;
      return { path, sha, size, isCut, ...asText(part, isCut) };
    },
  }),

  defineTool({
    name: 'search_files',
    title: 'Search in files',
    description:
      'Looks for a text, or with regex for an RE2 expression, in the files of a project. include and exclude are ' +
      'patterns of paths such as src/**,*.css; cut tells when there may be more matches.',
    needs: 'project.read',
    effect: 'reads',
    input: z.strictObject({
      projectId,
      q: searchFilesQuerySchema.shape.q,
      regex: z.boolean().default(false),
      caseSensitive: z.boolean().default(false),
      include: searchFilesQuerySchema.shape.include,
      exclude: searchFilesQuerySchema.shape.exclude,
      limit: z.int().min(1).max(200).default(50),
    }),
    run: ({ projectId: id, ...search }, { services, actor }) =>
      services.files.search(actor, id, search),
  }),

  defineTool({
    name: 'write_file',
    title: 'Write a file',
    description:
      'Writes a text file and makes a revision of it. sha is that of the version which was read, null for a ' +
      'new file; where somebody changed the file since, nothing is written: read it again.',
    needs: 'files.write',
    effect: 'changes',
    input: z.strictObject({
      projectId,
      path: putFileBodySchema.shape.path,
      content: z.string().max(LIMITS.fileBodyMaxBytes),
      sha: putFileBodySchema.shape.sha,
    }),
    run: ({ projectId: id, path, content, sha }, { services, actor }) =>
      services.files.write(actor, id, { path, sha, bytes: Buffer.from(content) }),
  }),

  defineTool({
    name: 'import_files',
    title: 'Import files',
    description:
      'Writes many text files in one revision, all or none of them: for an app that was made elsewhere, or a ' +
      'change that goes through many files. Each has the sha of the version which was read, null for a new file.',
    needs: 'files.import',
    effect: 'changes',
    input: z.strictObject({
      projectId,
      files: z
        .array(
          z.strictObject({
            path: putFileBodySchema.shape.path,
            content: z.string().max(LIMITS.fileBodyMaxBytes),
            sha: putFileBodySchema.shape.sha.default(null),
          }),
        )
        .min(1)
        .max(LIMITS.batchMaxChanges),
      message: batchFilesBodySchema.shape.message,
    }),
    run: ({ projectId: id, files, message }, { services, actor }) =>
      services.files.importMany(actor, id, {
        message,
        files: files.map(({ path, content, sha }) => {
          const base64Content = Buffer.from(content).toString('base64');
          return { path, sha, base64Content };
        }),
      }),
  }),

  defineTool({
    name: 'delete_file',
    title: 'Delete a file',
    description: 'Deletes a file, or a folder with all that is in it. Earlier revisions keep it.',
    needs: 'files.write',
    effect: 'changes',
    input: z.strictObject({ projectId, path: putFileBodySchema.shape.path }),
    async run({ projectId: id, path }, { services, actor }) {
      const { revisionId } = await services.files.remove(actor, id, path);
      return { revisionId };
    },
  }),
];

/** A cut may go through a character, whose rest is left out then. */
function asText(bytes: Uint8Array, isCut: boolean): { text: string } | { base64: string } {
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  const whole = isCut ? bytes.subarray(0, lastWholeCharacter(bytes)) : bytes;
  return isCut && isUtf8(whole)
    ? { text: new TextDecoder().decode(whole) }
    : { base64: Buffer.from(bytes).toString('base64') };
}

function lastWholeCharacter(bytes: Uint8Array): number {
  let end = bytes.byteLength - 1;
  // Bytes 10xxxxxx go on with a character that began before them.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
