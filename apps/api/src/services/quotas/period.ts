/** A calendar month in UTC. */
export interface Period {
  start: Date;
  /** The first moment of the next one. */
  end: Date;
}

export function periodOf(at: Date): Period {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { start: new Date(Date.UTC(year, month)), end: new Date(Date.UTC(year, month + 1)) };
}
