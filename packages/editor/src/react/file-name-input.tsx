import { Input } from '@promptly/ui';
import { useId, useRef, useState } from 'react';

import { type Outcome } from '../engine/workspace.ts';
import { type FileTreeText } from './file-tree-text.ts';

export interface FileNameInputProps {
  label: string;
  initial: string;
  /** Selects the name without its folder and its extension. */
  selectsName: boolean;
  text: FileTreeText;
  submit: (path: string) => Promise<Outcome>;
  onDone: () => void;
}

/** A path that is typed in the place where the file will be. Escape and leaving it give up. */
export function FileNameInput({
  label,
  initial,
  selectsName,
  text,
  submit,
  onDone,
}: FileNameInputProps) {
  const [path, setPath] = useState(initial);
  const [fault, setFault] = useState<string | null>(null);
  const busy = useRef(false);
  const faultId = useId();

  async function send(): Promise<void> {
    const wanted = path.trim();
    if (busy.current) return;
    if (wanted === initial || wanted === '' || wanted.endsWith('/')) return onDone();
    busy.current = true;
    const outcome = await submit(wanted);
    busy.current = false;
    if (outcome.ok) onDone();
    else setFault(text.fault(outcome.reason));
  }

  return (
    <form
      className="relative px-1"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Input
        ref={(input) => {
          if (!input || document.activeElement === input) return;
          input.focus();
          const start = initial.lastIndexOf('/') + 1;
          const dot = initial.lastIndexOf('.');
          input.setSelectionRange(start, selectsName && dot > start ? dot : initial.length);
        }}
        aria-label={label}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : faultId}
        className="h-7 px-2 font-mono text-xs sm:text-xs"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={path}
        onChange={(event) => {
          setPath(event.target.value);
          setFault(null);
        }}
        onBlur={() => {
          if (!busy.current) onDone();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onDone();
        }}
      />
      {fault !== null && (
        <p
          id={faultId}
          role="alert"
          className="absolute inset-x-1 top-full z-10 rounded-md border border-destructive-ink/25 bg-destructive-soft px-2 py-1 text-xs text-destructive-ink"
        >
          {fault}
        </p>
      )}
    </form>
  );
}
