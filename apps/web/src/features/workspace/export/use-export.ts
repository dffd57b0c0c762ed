import { type ApiClient } from '@promptly/client';
import { type Export } from '@promptly/common';
import { toast } from '@promptly/ui';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { randomId } from '../../../lib/random-id.ts';
import { useApi } from '../../../lib/studio.tsx';
import { useHeadDoubt } from '../history/use-head-doubt.ts';
import { useWorkspace } from '../workspace-context.tsx';

const POLL_MS = 400;
const MAX_POLLS = 300;

/** Makes a zip of the project as it stands, and downloads it. */
export function useExport() {
  const api = useApi();
  const { t } = useTranslation();
  const { projectId } = useWorkspace();
  const doubt = useHeadDoubt();
  return useMutation({
    mutationFn: async () => {
      const { exportId } = await api.post('/api/v1/projects/{projectId}/exports', {
        params: { path: { projectId } },
        body: { format: 'zip' },
        headers: { 'idempotency-key': randomId() },
      });
      return finishedExport(api, exportId);
    },
    onSuccess: ({ downloadUrl }) => {
      download(downloadUrl);
      const notice = doubt === null ? {} : { description: t(`workspace.head.${doubt}`) };
      toast.success(t('workspace.exported'), notice);
    },
    onError: () => toast.error(t('workspace.exportFailed')),
  });
}

async function finishedExport(
  api: ApiClient,
  exportId: string,
): Promise<Export & { downloadUrl: string }> {
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const made = await api.get('/api/v1/exports/{exportId}', { params: { path: { exportId } } });
    const { status, downloadUrl } = made;
    if (status === 'succeeded' && downloadUrl !== null) return { ...made, downloadUrl };
    if (status === 'failed') break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('The export did not succeed.');
}

/** Lets the browser take the file; the server names it. */
function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
