import { type FileTreeText } from '@promptly/editor/react';
import { type Refusal } from '@promptly/editor';
import { useTranslation } from 'react-i18next';

import { en } from '../../../i18n/en/index.ts';

/** What the editor's parts say, in the reader's language. */
export function useFileTreeText(): FileTreeText {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  return {
    label: t('code.files'),
    newFile: t('code.newFile'),
    newFilePath: t('code.newFilePath'),
    rename: t('code.rename'),
    renamePath: (name) => t('code.renamePath', { name }),
    remove: t('code.delete'),
    menu: (name) => t('code.menu', { name }),
    unsaved: t('code.state.dirty'),
    conflict: t('code.state.conflict'),
    fault: refusalText,
  };
}

/** Why the server did not take a change, as the API's errors are told. */
export function useRefusalText(): (reason: Refusal) => string {
  const { t } = useTranslation();
  return ({ code }) => {
    if (code === 'unreachable') return t('errors.network');
    return isErrorCode(code) ? t(`errors.${code}`) : t('errors.unknown');
  };
}

function isErrorCode(code: string): code is keyof typeof en.errors {
  return Object.hasOwn(en.errors, code);
}
