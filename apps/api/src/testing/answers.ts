import { errorBodySchema, type ErrorBody } from '@promptly/common';

/** The error of an answer, which must be in the one format that errors have. */
export function errorOf(answer: { body: unknown }): ErrorBody['error'] {
  return errorBodySchema.strict().parse(answer.body).error;
}

/** Status and code in one value, to compare at once. */
export function refusalOf(answer: { status: number; body: unknown }): [number, string] {
  return [answer.status, errorOf(answer).code];
}
