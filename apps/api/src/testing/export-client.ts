import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { asBuffer } from './archives.ts';
import type { ProjectClient } from './project-client.ts';
import type { TestApp } from './test-app.ts';

export interface ExportBody {
  id: string;
  status: string;
  downloadUrl: string | null;
  sha256: string | null;
  size: number | null;
  revisionId: string;
}

export interface Downloaded {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

/** What tests do with the exports of a project, over HTTP as its owner. */
export interface ExportClient {
  /** Returns the export's id. */
  ask(body?: object): Promise<string>;
  look(exportId: string, as?: ProjectClient): Promise<{ status: number; body: ExportBody }>;
  build(exportId: string): Promise<void>;
  /** `url` is a `downloadUrl`. */
  download(url: string | null, headers?: Record<string, string>): Promise<Downloaded>;
  /** The bytes of a new export. */
  archive(body?: object): Promise<Buffer>;
  cancel(exportId: string): Promise<{ status: number; body: ExportBody }>;
  /** The objects that were stored for an export itself, in whatever folder. */
  storedFor(exportId: string): Promise<string[]>;
}

export function createExportClient(studio: TestApp, project: ProjectClient): ExportClient {
  const { services, config } = studio.container;
  const at = (exportId: string, rest = '') => `/api/v1/exports/${exportId}${rest}`;

  const client: ExportClient = {
    async ask(body = {}) {
      return ((await project.post('/exports', body)).body as { exportId: string }).exportId;
    },

    async look(exportId, as = project) {
      const answer = await studio.agent.get(at(exportId)).set(as.headers);
      return { status: answer.status, body: answer.body as ExportBody };
    },

    async build(exportId) {
      await services.exports.run(exportId);
    },

    async download(url, headers = {}) {
      const address = pathOf(url);
      const answer = await studio.agent.get(address).set(headers).buffer(true).parse(asBuffer);
      const bytes = answer.body as Buffer;
      return { status: answer.status, headers: answer.headers, bytes };
    },

    async archive(body) {
      const exportId = await client.ask(body);
      await client.build(exportId);
      return (await client.download((await client.look(exportId)).body.downloadUrl)).bytes;
    },

    async cancel(exportId) {
      const answer = await studio.agent.post(at(exportId, '/cancel')).set(project.headers);
      return { status: answer.status, body: answer.body as ExportBody };
    },

    async storedFor(exportId) {
      const objects = join(config.dataDir, 'storage');
      const entries = await readdir(objects, { recursive: true, withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
      return names.filter((name) => name.includes(exportId));
    },
  };
  return client;
}

export function pathOf(url: string | null): string {
  const { pathname, search } = new URL(url ?? '');
  return pathname + search;
}
