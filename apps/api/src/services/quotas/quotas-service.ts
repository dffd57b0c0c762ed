import type { Database } from '../../db/client.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { QuotaRules, QuotasView } from './quota-rules.ts';

export interface QuotasService {
  /** What the organization may spend, and has spent. */
  get(actor: Actor, orgId: string): Promise<QuotasView>;
}

export function createQuotasService(deps: { db: Database; rules: QuotaRules }): QuotasService {
  const { db, rules } = deps;
  return {
    async get(actor, orgId) {
      const { org } = await authorizeOrg(db, actor, orgId, 'org.read');
      return rules.view(db, org);
    },
  };
}
