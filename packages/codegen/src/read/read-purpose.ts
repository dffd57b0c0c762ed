import { type PromptLanguage } from './lexicon.ts';
import { type Subject } from './subject.ts';
import { capitalize } from './words.ts';

const MAX_PURPOSE_CHARS = 110;

/** One line that says what the app is for, in the prompt's words: "Manage employee records and personnel information". */
export function readPurpose({ thing, purpose }: Subject, language: PromptLanguage): string {
  const whole = language === 'en' ? thing : [thing, purpose].filter(Boolean).join(' ');
  const line = fromPurpose(purpose) ?? capitalize(whole);
  return line.length <= MAX_PURPOSE_CHARS
    ? line
    : `${line.slice(0, line.lastIndexOf(' ', MAX_PURPOSE_CHARS))}…`;
}

/** "for managing X" and "to manage X" become "Managing X" and "Manage X"; other openings say too little alone. */
function fromPurpose(purpose: string): string | undefined {
  const clause = purpose.split(/,\s|\s(?=with\s|including\s|avec\s)/)[0] ?? '';
  const match =
    /^(?:to|for)\s+(.{8,})$/i.exec(clause) ??
    /^pour\s+(\p{L}+(?:er|ir|re)\s.{4,})$/iu.exec(clause) ??
    /^(?:that|which)\s+(?:allows? users to|lets? users)\s+(.{8,})$/i.exec(clause);
  return match?.[1] ? capitalize(match[1]) : undefined;
}
