import { type Tone } from './records-plan.ts';

const TONES: Readonly<Record<Exclude<Tone, 'neutral'>, string>> = {
  good: 'active approved available confirmed connected completed delivered done enrolled hired inStock live online onTime paid passed present published ready received repaid resolved settled shipped solved spotless used visible won enforced free graduated returned seated arrived',
  waiting:
    'pending onLeave probation draft scheduled invited late onHold paused planned reserved syncing trial degraded delayed maintenance proposal retest queued boarding idle expired away excused warning',
  bad: 'overdue cancelled rejected failed failing outOfStock lost offline suspended absent error blocked high hidden',
  info: 'open new doing running inTransit onTheRoad onTheWay sent investigating qualified interview offer booked shippedOut cooking driving applied review',
};

const BY_OPTION: ReadonlyMap<string, Tone> = new Map(
  (Object.keys(TONES) as (keyof typeof TONES)[]).flatMap((tone) =>
    TONES[tone].split(' ').map((option) => [option, tone] as const),
  ),
);

/** Choices whose options say how something stands, unlike those that only sort it. */
const STATES = /^(?:status|state|stage|result|statut)$/;
/** Choices that say how much something matters: only the most is marked. */
const WEIGHTS = /^(?:priority|severity|risk|urgency)$/;

/** How an option of a choice reads; options that only sort things are neutral. */
export function toneOf(fieldId: string, optionId: string): Tone {
  if (STATES.test(fieldId))
    return BY_OPTION.get(optionId) ?? (optionId === 'low' ? 'waiting' : 'neutral');
  if (WEIGHTS.test(fieldId)) return optionId === 'high' ? 'bad' : 'neutral';
  return fieldId === 'level' && (optionId === 'warning' || optionId === 'error')
    ? BY_OPTION.get(optionId)!
    : 'neutral';
}
