import { type Refusal } from './backend.ts';

/** A text that the server has, with the hash of its bytes. */
export interface Version {
  sha: string;
  text: string;
}

/** The server's side of a conflict. */
export type Theirs =
  | { status: 'loading' }
  | { status: 'known'; version: Version }
  | { status: 'deleted' }
  | { status: 'unreadable'; message: string };

interface Open {
  /** What the server had when this text was read or last saved; null where the file is not there. */
  base: Version | null;
  text: string;
  /** Counts how often the text was replaced by something other than typing: a view takes it over when this moves. */
  epoch: number;
  /** Texts that were sent and never answered: where the server turns out to have one, it is ours. */
  unconfirmed: readonly string[];
}

export type CleanBuffer = Open & { status: 'clean'; base: Version };
export type DirtyBuffer = Open & { status: 'dirty' };
/** `again`: a further save was asked for while this one runs. `attempt` counts tries without an answer. */
export type SavingBuffer = Open & {
  status: 'saving';
  sent: string;
  again: boolean;
  attempt: number;
};
/** The server did not answer; the save is tried again. */
export type WaitingBuffer = Open & { status: 'waiting'; attempt: number };
/** The server refused the save for a reason that a repetition does not mend. */
export type RefusedBuffer = Open & { status: 'refused'; reason: Refusal };
/**
 * The server has another version than `base`; both are kept until someone chooses.
 * `asked`: a save was asked for, so the choice is due now.
 */
export type ConflictBuffer = Open & { status: 'conflict'; theirs: Theirs; asked: boolean };

/** A text file that is open, with what is known of its saving. */
export type TextBuffer =
  CleanBuffer | DirtyBuffer | SavingBuffer | WaitingBuffer | RefusedBuffer | ConflictBuffer;

/** A file that is open. */
export type FileBuffer =
  | { status: 'loading' }
  | { status: 'missing' }
  | ({ status: 'unreadable' } & Refusal)
  | { status: 'binary'; sha: string; bytes: Uint8Array }
  | TextBuffer;

export type BufferStatus = FileBuffer['status'];

export function cleanBuffer(base: Version, epoch = 0): CleanBuffer {
  return { status: 'clean', base, text: base.text, epoch, unconfirmed: [] };
}

/** True where text was read or typed, as opposed to a file that loads, is missing or is binary. */
export function isTextBuffer(buffer: FileBuffer | undefined): buffer is TextBuffer {
  switch (buffer?.status) {
    case undefined:
    case 'loading':
    case 'missing':
    case 'unreadable':
    case 'binary':
      return false;
    case 'clean':
    case 'dirty':
    case 'saving':
    case 'waiting':
    case 'refused':
    case 'conflict':
      return true;
  }
}

/** True where the buffer holds text that the server is not known to have. */
export function isUnsaved(buffer: FileBuffer | undefined): buffer is TextBuffer {
  return isTextBuffer(buffer) && buffer.status !== 'clean';
}
