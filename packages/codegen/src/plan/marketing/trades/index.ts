import { bakery } from './bakery.ts';
import { beauty } from './beauty.ts';
import { building } from './building.ts';
import { doors } from './doors.ts';
import { engineer } from './engineer.ts';
import { law } from './law.ts';
import { museum } from './museum.ts';
import { type Trade } from './trade.ts';

export { type Trade } from './trade.ts';

const TRADES: readonly Trade[] = [law, doors, building, bakery, beauty, museum, engineer];

/** The trade that a text names first. */
export function findTrade(text: string): Trade | undefined {
  return TRADES.map((trade) => ({ trade, at: text.search(trade.pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]?.trade;
}
