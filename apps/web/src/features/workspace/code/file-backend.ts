import { ApiError, type ApiClient } from '@promptly/client';
import {
  base64OfText,
  bytesOfBase64,
  type ReadResult,
  type Refusal,
  type WorkspaceBackend,
} from '@promptly/editor';

/** Files are fetched again when their hash moved; what was read before stays at hand up to this many bytes. */
const CACHE_MAX_BYTES = 16 * 1024 * 1024;

/** The files of a project behind the API, in the form that the workspace engine works with. */
export function createFileBackend(api: ApiClient, projectId: string): WorkspaceBackend {
  const path = { projectId };
  return {
    async list() {
      try {
        const { items } = await api.get('/api/v1/projects/{projectId}/files', {
          params: { path, query: {} },
        });
        const files = items.flatMap(({ path, type, sha, size }) =>
          type === 'file' && sha !== null ? [{ path, sha, size }] : [],
        );
        return { kind: 'listed', files };
      } catch (error) {
        return { kind: 'failed', ...refusalOf(error) };
      }
    },
    async read(file) {
      try {
        const { sha, base64Content } = await api.get('/api/v1/projects/{projectId}/files/content', {
          params: { path, query: { path: file } },
        });
        return { kind: 'read', sha, bytes: bytesOfBase64(base64Content) };
      } catch (error) {
        return codeOf(error) === 'not_found'
          ? { kind: 'missing' }
          : { kind: 'failed', ...refusalOf(error) };
      }
    },
    async write(file, text, baseSha) {
      try {
        const { sha, size, revisionId } = await api.put(
          '/api/v1/projects/{projectId}/files/content',
          {
            params: { path },
            body: { path: file, base64Content: base64OfText(text), sha: baseSha },
          },
        );
        return { kind: 'written', sha, size, revisionId };
      } catch (error) {
        if (codeOf(error) === 'file_conflict') return { kind: 'stale' };
        if (baseSha === null && codeOf(error) === 'path_taken') return { kind: 'stale' };
        if (mayPass(error)) return { kind: 'unreachable' };
        return { kind: 'refused', ...refusalOf(error) };
      }
    },
    async rename(from, to) {
      try {
        const { revisionId } = await api.post('/api/v1/projects/{projectId}/files/rename', {
          params: { path },
          body: { from, to },
        });
        return { kind: 'changed', revisionId };
      } catch (error) {
        return { kind: 'refused', ...refusalOf(error) };
      }
    },
    async remove(file) {
      try {
        const { revisionId } = await api.delete('/api/v1/projects/{projectId}/files', {
          params: { path },
          body: { path: file },
        });
        return { kind: 'changed', revisionId };
      } catch (error) {
        return { kind: 'refused', ...refusalOf(error) };
      }
    },
  };
}

/** Reads each version of a file once: the tree, the editor and the type checker ask for the same ones. */
export function createReadCache(backend: WorkspaceBackend) {
  const cache = new Map<string, Uint8Array>();
  let bytesHeld = 0;
  return async (path: string, sha: string): Promise<ReadResult> => {
    const held = cache.get(sha);
    if (held) return { kind: 'read', sha, bytes: held };
    const result = await backend.read(path);
    if (result.kind === 'read' && bytesHeld + result.bytes.length <= CACHE_MAX_BYTES) {
      cache.set(result.sha, result.bytes);
      bytesHeld += result.bytes.length;
    }
    return result;
  };
}

/** Failures after which the same save may well succeed. A session that ended is one: it can be begun again. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.status >= 500 || error.status === 429 || error.status === 401;
}

function codeOf(error: unknown): string | null {
  return error instanceof ApiError ? error.code : null;
}

function refusalOf(error: unknown): Refusal {
  return error instanceof ApiError
    ? { code: error.code, message: error.message }
    : { code: 'unreachable', message: '' };
}
