import { baseName } from '@promptly/editor';
import { useTranslation } from 'react-i18next';

import { useFormats } from '../../../lib/format.ts';

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
};

/** A file that is no text: a picture as it looks, anything else by its size. */
export function BinaryView({ path, bytes }: { path: string; bytes: Uint8Array }) {
  const { t } = useTranslation();
  const { size } = useFormats();
  const type = IMAGE_TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  return (
    <div className="grid h-full place-content-center place-items-center gap-4 p-6">
      {type && (
        <img
          ref={(image) => {
            if (!image) return;
            const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
            image.src = url;
            return () => URL.revokeObjectURL(url);
          }}
          alt={baseName(path)}
          className="max-h-[60dvh] max-w-full rounded-lg border border-border bg-[repeating-conic-gradient(var(--muted)_0_25%,transparent_0_50%)] bg-[length:20px_20px]"
        />
      )}
      <p className="text-sm text-muted-foreground">
        {type === undefined ? t('code.binary', { size: size(bytes.length) }) : size(bytes.length)}
      </p>
    </div>
  );
}
