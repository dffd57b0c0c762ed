import { type Refusal } from './backend.ts';
import {
  cleanBuffer,
  type ConflictBuffer,
  type SavingBuffer,
  type TextBuffer,
  type Theirs,
  type Version,
} from './buffer.ts';

export type BufferEvent =
  | { type: 'edited'; text: string }
  | { type: 'save_asked' }
  | { type: 'written'; sha: string }
  | { type: 'write_stale' }
  | { type: 'write_unanswered' }
  | { type: 'write_refused'; reason: Refusal }
  | { type: 'retry_due' }
  /** The server's list has the file with this hash; null where it is gone. */
  | { type: 'listed'; sha: string | null }
  | { type: 'read'; version: Version }
  | { type: 'read_missing' }
  | { type: 'read_failed'; message: string }
  | { type: 'resolved'; resolution: Resolution };

export type Resolution =
  { choice: 'mine' } | { choice: 'theirs' } | { choice: 'merged'; text: string };

export type BufferEffect =
  | { type: 'write'; text: string; baseSha: string | null }
  | { type: 'read' }
  | { type: 'retry_later'; attempt: number };

/** `buffer` is null where the file is gone and nothing of it is unsaved. */
export interface Transition {
  buffer: TextBuffer | null;
  effects: readonly BufferEffect[];
}

const MAX_UNCONFIRMED = 5;

/**
 * What becomes of an open text when something happens to it, and what is to be done then.
 * Typed text leaves a buffer in two ways only: the server has it, or a person chose the server's version.
 */
export function reduceBuffer(buffer: TextBuffer, event: BufferEvent): Transition {
  switch (event.type) {
    case 'edited':
      return stay(edited(buffer, event.text));
    case 'save_asked':
    case 'retry_due':
      return saveAsked(buffer, event.type);
    case 'written':
      return buffer.status === 'saving' ? written(buffer, event.sha) : stay(buffer);
    case 'write_stale':
      return buffer.status === 'saving'
        ? toConflict(buffer, { status: 'loading' }, true)
        : stay(buffer);
    case 'write_unanswered':
      return buffer.status === 'saving' ? unanswered(buffer) : stay(buffer);
    case 'write_refused':
      return stay(
        buffer.status === 'saving'
          ? { ...open(buffer), status: 'refused', reason: event.reason }
          : buffer,
      );
    case 'listed':
      return listed(buffer, event.sha);
    case 'read':
      return read(buffer, event.version);
    case 'read_missing':
      return missing(buffer);
    case 'read_failed':
      return stay(
        buffer.status === 'conflict' && buffer.theirs.status === 'loading'
          ? { ...buffer, theirs: { status: 'unreadable', message: event.message } }
          : buffer,
      );
    case 'resolved':
      return buffer.status === 'conflict' ? resolved(buffer, event.resolution) : stay(buffer);
  }
}

function edited(buffer: TextBuffer, text: string): TextBuffer {
  switch (buffer.status) {
    case 'clean':
    case 'dirty':
    case 'waiting':
    case 'refused': {
      // An unanswered save may have reached the server: only its answer can call the text clean again.
      if (buffer.base?.text === text && buffer.unconfirmed.length === 0) {
        return cleanBuffer(buffer.base, buffer.epoch);
      }
      return buffer.status === 'waiting'
        ? { ...buffer, text }
        : { ...open(buffer), status: 'dirty', text };
    }
    case 'saving':
      return { ...buffer, text };
    case 'conflict':
      return buffer.theirs.status === 'known' && buffer.theirs.version.text === text
        ? cleanBuffer(buffer.theirs.version, buffer.epoch)
        : { ...buffer, text };
  }
}

function saveAsked(buffer: TextBuffer, cause: 'save_asked' | 'retry_due'): Transition {
  switch (buffer.status) {
    case 'clean':
      return stay(buffer);
    case 'dirty':
    case 'refused':
      return cause === 'retry_due' ? stay(buffer) : toSaving(buffer);
    case 'waiting':
      return toSaving(buffer, buffer.attempt);
    case 'saving':
      return stay(cause === 'retry_due' ? buffer : { ...buffer, again: true });
    case 'conflict':
      // Saving cannot settle a conflict, but it asks for the choice, and once more what the server has.
      return cause === 'retry_due'
        ? stay(buffer)
        : buffer.theirs.status === 'unreadable'
          ? toConflict(buffer, { status: 'loading' }, true)
          : stay({ ...buffer, asked: true });
  }
}

function written(buffer: SavingBuffer, sha: string): Transition {
  const base = { sha, text: buffer.sent };
  if (buffer.text === buffer.sent) return stay(cleanBuffer(base, buffer.epoch));
  const rest: TextBuffer = { ...open(buffer), status: 'dirty', base, unconfirmed: [] };
  return buffer.again ? toSaving(rest) : stay(rest);
}

function unanswered(buffer: SavingBuffer): Transition {
  const attempt = buffer.attempt + 1;
  const unconfirmed = [
    ...buffer.unconfirmed.filter((text) => text !== buffer.sent),
    buffer.sent,
  ].slice(-MAX_UNCONFIRMED);
  return {
    buffer: { ...open(buffer), status: 'waiting', unconfirmed, attempt },
    effects: [{ type: 'retry_later', attempt }],
  };
}

function listed(buffer: TextBuffer, sha: string | null): Transition {
  const isKnown = sha === (buffer.base?.sha ?? null);
  switch (buffer.status) {
    case 'clean':
      if (isKnown) return stay(buffer);
      return sha === null ? { buffer: null, effects: [] } : { buffer, effects: [{ type: 'read' }] };
    case 'dirty':
    case 'waiting':
    case 'refused':
      if (isKnown) return stay(buffer);
      return toConflict(buffer, { status: sha === null ? 'deleted' : 'loading' }, false);
    case 'saving':
      // The answer to the save that is under way says it better.
      return stay(buffer);
    case 'conflict':
      if (isKnown) return stay({ ...open(buffer), status: 'dirty' });
      if (sha === null) return stay({ ...buffer, theirs: { status: 'deleted' } });
      if (buffer.theirs.status === 'known' && buffer.theirs.version.sha === sha)
        return stay(buffer);
      return { buffer: { ...buffer, theirs: { status: 'loading' } }, effects: [{ type: 'read' }] };
  }
}

function read(buffer: TextBuffer, version: Version): Transition {
  switch (buffer.status) {
    case 'clean':
      return stay(
        version.sha === buffer.base.sha ? buffer : cleanBuffer(version, buffer.epoch + 1),
      );
    case 'saving':
      return stay(buffer);
    case 'dirty':
    case 'waiting':
    case 'refused':
      return version.sha === buffer.base?.sha
        ? stay(buffer)
        : read(conflict(buffer, { status: 'loading' }, false), version);
    case 'conflict': {
      if (buffer.text === version.text) return stay(cleanBuffer(version, buffer.epoch));
      const continued = { ...open(buffer), base: version, unconfirmed: [] };
      // What stands on the server is an earlier save of ours whose answer was lost.
      if (buffer.unconfirmed.includes(version.text)) {
        return toSaving({ ...continued, status: 'dirty' });
      }
      if (version.sha === buffer.base?.sha) return stay({ ...continued, status: 'dirty' });
      return stay({ ...buffer, theirs: { status: 'known', version } });
    }
  }
}

function missing(buffer: TextBuffer): Transition {
  switch (buffer.status) {
    case 'clean':
      return { buffer: null, effects: [] };
    case 'saving':
      return stay(buffer);
    case 'dirty':
    case 'waiting':
    case 'refused':
    case 'conflict':
      return stay(
        conflict(buffer, { status: 'deleted' }, buffer.status === 'conflict' && buffer.asked),
      );
  }
}

function resolved(buffer: ConflictBuffer, resolution: Resolution): Transition {
  const { theirs } = buffer;
  if (theirs.status === 'loading' || theirs.status === 'unreadable') return stay(buffer);
  const base = theirs.status === 'known' ? theirs.version : null;
  switch (resolution.choice) {
    case 'mine':
      return toSaving({ ...open(buffer), status: 'dirty', base, unconfirmed: [] });
    case 'theirs':
      return base ? stay(cleanBuffer(base, buffer.epoch + 1)) : { buffer: null, effects: [] };
    case 'merged':
      return toSaving({
        ...open(buffer),
        status: 'dirty',
        base,
        text: resolution.text,
        epoch: buffer.epoch + 1,
        unconfirmed: [],
      });
  }
}

function toSaving(buffer: TextBuffer, attempt = 0): Transition {
  return {
    buffer: { ...open(buffer), status: 'saving', sent: buffer.text, again: false, attempt },
    effects: [{ type: 'write', text: buffer.text, baseSha: buffer.base?.sha ?? null }],
  };
}

function toConflict(buffer: TextBuffer, theirs: Theirs, asked: boolean): Transition {
  return {
    buffer: conflict(buffer, theirs, asked),
    effects: theirs.status === 'loading' ? [{ type: 'read' }] : [],
  };
}

function conflict(buffer: TextBuffer, theirs: Theirs, asked: boolean): ConflictBuffer {
  return { ...open(buffer), status: 'conflict', theirs, asked };
}

/** The fields that every state has. */
function open({ base, text, epoch, unconfirmed }: TextBuffer) {
  return { base, text, epoch, unconfirmed };
}

function stay(buffer: TextBuffer): Transition {
  return { buffer, effects: [] };
}
