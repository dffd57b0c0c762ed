import { baseName, type ConflictBuffer } from '@promptly/editor';
import { DiffView, type ModelRegistry, type Monaco } from '@promptly/editor/react';
import { Spinner } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useEditorTheme } from './use-monaco.ts';

export interface ConflictViewProps {
  monaco: Monaco;
  models: ModelRegistry;
  path: string;
  buffer: ConflictBuffer;
}

/** Both versions of a file, side by side where there is room; mine can be edited into what shall be. */
export function ConflictView({ monaco, models, path, buffer: { theirs } }: ConflictViewProps) {
  const { t } = useTranslation();
  const theme = useEditorTheme();
  const model = models.modelOf(path);
  switch (theirs.status) {
    case 'loading':
    case 'unreadable':
      return (
        <div className="grid flex-1 place-items-center text-sm text-muted-foreground">
          {theirs.status === 'loading' ? (
            <Spinner label={t('code.conflict.loading')} />
          ) : (
            t('code.conflict.unreadable')
          )}
        </div>
      );
    case 'known':
    case 'deleted':
      return (
        <div className="@container flex min-h-0 flex-1 flex-col">
          {/* Turns where the comparison does: one below the other, its lines have signs. */}
          <div
            aria-hidden
            className="flex border-b border-border text-xs text-muted-foreground *:px-4 *:py-1.5 @min-[641px]:*:w-1/2"
          >
            <span>
              <Sign>−</Sign>
              {t('code.conflict.theirsLabel')}
            </span>
            <span className="border-border @min-[641px]:border-s">
              <Sign>+</Sign>
              {t('code.conflict.mineLabel')}
            </span>
          </div>
          <div className="relative min-h-0 flex-1" aria-label={baseName(path)} role="group">
            {model && (
              <DiffView
                monaco={monaco}
                path={path}
                original={theirs.status === 'known' ? theirs.version.text : ''}
                model={model}
                theme={theme}
                originalLabel={t('code.conflict.theirsLabel')}
                modelLabel={t('code.conflict.mineLabel')}
              />
            )}
          </div>
        </div>
      );
  }
}

function Sign({ children }: { children: string }) {
  return <span className="pe-1.5 font-mono @min-[641px]:hidden">{children}</span>;
}
