import { AppError } from '@promptly/common';

/** What is not there, or not the caller's to see, which must read the same. `asked` is what they asked for. */
export function notFound(asked: string): AppError {
  return new AppError('not_found', `There is no such ${asked}.`);
}
