import type { Transaction } from '../../db/client.ts';
import { usageLedger } from '../../db/schema/index.ts';

/** What the ledger counts, and in which unit. */
export type SpendKind =
  /** Jobs that ran. */
  | 'codegen_run'
  /** Tokens of models, in and out. */
  | 'model_tokens'
  /** What models cost, in ten-thousandths of a cent. */
  | 'model_cost'
  /** Archives that were made. */
  | 'export';

export const COST_UNITS_PER_CENT = 10_000;

/** Enters what an effect spent, in the transaction of the effect; an effect that is repeated is entered once. */
export async function recordSpend(
  tx: Transaction,
  spend: { orgId: string; kind: SpendKind; refId: string; amount: number },
): Promise<void> {
  const amount = Math.round(spend.amount);
  if (amount === 0) return;
  await tx
    .insert(usageLedger)
    .values({ ...spend, amount })
    .onConflictDoNothing();
}
