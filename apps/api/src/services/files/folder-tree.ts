import type { FolderNode } from '@promptly/common';

import type { Manifest } from '../trees/manifest.ts';

/**
 * The files in a folder, nested; '' is the whole project. Undefined where there is no such folder: only the whole project
 * may be empty.
 */
export function folderTree(manifest: Manifest, folder: string): FolderNode | undefined {
  const top = createFolder(folder);
  const folders = new Map([[folder, top]]);
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const [path, { sha, size }] of manifest) {
    if (!path.startsWith(prefix)) continue;
    const parent = folderAt(folders, parentOf(path));
    parent.children.push({ type: 'file', name: nameOf(path), path, sha, size });
    for (let at = parent; ; at = folders.get(parentOf(at.path))!) {
      at.size += size;
      at.files += 1;
      if (at === top) break;
    }
  }
  for (const { children } of folders.values()) children.sort(byKindAndName);
  return folder === '' || top.files > 0 ? top : undefined;
}

function folderAt(folders: Map<string, FolderNode>, path: string): FolderNode {
  const known = folders.get(path);
  if (known) return known;
  const made = createFolder(path);
  folders.set(path, made);
  folderAt(folders, parentOf(path)).children.push(made);
  return made;
}

function createFolder(path: string): FolderNode {
  return { type: 'dir', name: nameOf(path), path, size: 0, files: 0, children: [] };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

type Node = FolderNode['children'][number];

function byKindAndName(a: Node, b: Node): number {
  if (a.type !== b.type) return a.type === 'dir' ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
