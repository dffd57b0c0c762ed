import { type Project } from '@promptly/common';
import {
  Button,
  Dialog,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  Field,
  Input,
} from '@promptly/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../lib/error-message.ts';
import { useUpdateProject } from './use-projects.ts';

const NAME_MAX_CHARS = 100;

export interface RenameProjectDialogProps {
  project: Project;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RenameProjectDialog({ project, open, onOpenChange }: RenameProjectDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{t('home.recent.renameTitle')}</DialogTitle>
        </DialogHeader>
        <RenameForm project={project} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ project, onDone }: { project: Project; onDone: () => void }) {
  const { t } = useTranslation();
  const errorMessage = useErrorMessage();
  const [name, setName] = useState(project.name);
  const update = useUpdateProject();
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        update.mutate({ id: project.id, name: name.trim() }, { onSuccess: onDone });
      }}
    >
      <Field
        label={t('home.recent.renameLabel')}
        error={update.isError ? errorMessage(update.error) : undefined}
      >
        <Input
          value={name}
          maxLength={NAME_MAX_CHARS}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <DialogFooter>
        <Button type="submit" loading={update.isPending} disabled={name.trim() === ''}>
          {t('home.recent.renameSubmit')}
        </Button>
      </DialogFooter>
    </form>
  );
}
