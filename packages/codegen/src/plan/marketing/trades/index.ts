import { doors } from './doors.ts';
import { law } from './law.ts';
import { type Trade } from './trade.ts';

/** Trades in the order in which they are looked for: the narrower ones first. */
const TRADES: readonly Trade[] = [law, doors];

/** The trade that a text names first. */
export function findTrade(text: string): Trade | undefined {
  return TRADES.map((trade) => ({ trade, at: text.search(trade.pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]?.trade;
}
