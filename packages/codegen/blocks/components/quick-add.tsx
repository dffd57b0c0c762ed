import { Button, Input } from '@promptly/ui';
import { Plus } from 'lucide-react';
import { type FormEvent } from 'react';

interface QuickAddProps {
  /** What is added: the label of the box and its button. */
  label: string;
  onAdd: (title: string) => void;
}

/** One line and a button: for lists where a title is enough to begin with. */
export function QuickAdd({ label, onAdd }: QuickAddProps) {
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const title = new FormData(form).get('title');
    if (typeof title !== 'string' || title.trim() === '') return;
    onAdd(title.trim());
    form.reset();
  }

  return (
    <form onSubmit={add} className="flex gap-2">
      <Input name="title" aria-label={label} placeholder={label} autoComplete="off" />
      <Button type="submit" aria-label={label}>
        <Plus aria-hidden />
      </Button>
    </form>
  );
}
