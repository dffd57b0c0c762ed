import type { FileContent, FileEntry } from '@promptly/common';

import type { ListedEntry } from '../../services/files/file-listing.ts';
import type { StoredFile } from '../../services/files/files-service.ts';

export function presentEntry({ path, type, size, sha, updatedAt }: ListedEntry): FileEntry {
  return { path, type, size, sha, updatedAt: updatedAt.toISOString() };
}

export async function presentContent({ path, sha, size, bytes }: StoredFile): Promise<FileContent> {
  return { path, sha, size, base64Content: Buffer.from(await bytes()).toString('base64') };
}
