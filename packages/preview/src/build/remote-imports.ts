/** A stylesheet of another host that was left out. */
export interface RemoteImport {
  path: string;
  url: string;
  /** Counts from 1. */
  line: number;
}

const REMOTE_IMPORT =
  /@import\s+(?:url\(\s*)?['"]?((?:https?:)?\/\/[^'")\s;]*)['"]?\s*\)?[^;{}\n]*;?/gi;

/** The stylesheet without the imports of other hosts, and what these were. A preview loads none of them. */
export function withoutRemoteImports(
  path: string,
  text: string,
): { text: string; removed: RemoteImport[] } {
  const removed: RemoteImport[] = [];
  const kept = text.replace(REMOTE_IMPORT, (statement, url: string, offset: number) => {
    removed.push({ path, url, line: text.slice(0, offset).split('\n').length });
    return '\n'.repeat(statement.split('\n').length - 1);
  });
  return { text: kept, removed };
}
