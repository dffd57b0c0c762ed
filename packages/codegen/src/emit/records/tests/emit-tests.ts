import { type RecordsPlan } from '../../../plan/records/records-plan.ts';

/** The tests of an app: its routes, its lists, its forms, and how people sign in. */
export function emitTests(_plan: RecordsPlan): [string, string][] {
  return [];
}
