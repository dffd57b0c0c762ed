/** A reason not to start that an operator can mend: printed as it is, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
