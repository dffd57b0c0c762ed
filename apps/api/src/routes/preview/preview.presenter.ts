import type { Preview, PreviewDocument } from '@promptly/common';

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
    styleUrl: url + build.styleName,
    document: documentOf(build),
    diagnostics: build.diagnostics.flatMap(({ severity, message, path, line, column }) =>
      severity === 'info' ? [] : [{ severity, message, path, line, column }],
    ),
  };
}

function documentOf({ title, lang, dir, htmlClass, bodyClass }: PreviewDocument): PreviewDocument {
  return { title, lang, dir, htmlClass, bodyClass };
}
