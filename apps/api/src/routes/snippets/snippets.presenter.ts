import type { Snippet, SnippetDetail } from '@promptly/common';

import type {
  SnippetRow,
  SnippetWithCode,
} from '../../services/library/snippets/snippets-service.ts';

export function presentSnippet(snippet: SnippetRow): Snippet {
  const { id, orgId, name, kind, description, sizeBytes, createdBy } = snippet;
  return {
    ...{ id, orgId, visibility: 'organization', name, kind, description },
    ...{ sha256: snippet.codeSha256, sizeBytes, createdBy },
    createdAt: snippet.createdAt.toISOString(),
    updatedAt: snippet.updatedAt.toISOString(),
  };
}

export function presentSnippetDetail({ snippet, code }: SnippetWithCode): SnippetDetail {
  return { ...presentSnippet(snippet), code };
}
