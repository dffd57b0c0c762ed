import type { Preview, PreviewDocument, PreviewPatchAddress } from '@promptly/common';
import type { PreviewPatch } from '@promptly/preview';

import type { OpenedPreview } from '../../services/previews/previews-service.ts';

/** `previewOrigin` is where the caller reaches previews. */
export function presentPreview(
  { revisionId, token, build }: OpenedPreview,
  previewOrigin: string,
): Preview {
  const url = `${previewOrigin}/p/${token}/`;
  return {
    url,
    revisionId,
    // A build that failed has no script; its page shows the diagnostics.
    scriptUrl: url + (build.scriptName ?? ''),
    ...(build.patch && { patch: patchAddress(build.patch, url) }),
    styleUrl: url + build.styleName,
    document: documentOf(build),
    diagnostics: build.diagnostics.flatMap(({ severity, message, path, line, column }) =>
      severity === 'info' ? [] : [{ severity, message, path, line, column }],
    ),
  };
}

function patchAddress({ base, path, scriptName }: PreviewPatch, url: string): PreviewPatchAddress {
  return { base, path, scriptUrl: url + scriptName };
}

function documentOf({ title, lang, dir, htmlClass, bodyClass }: PreviewDocument): PreviewDocument {
  return { title, lang, dir, htmlClass, bodyClass };
}
