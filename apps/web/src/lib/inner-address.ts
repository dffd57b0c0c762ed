/** An address of the studio itself: one slash at its start, so that it cannot lead to another host. */
export function innerAddress(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
