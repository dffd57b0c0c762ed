import type { Database } from '../../db/client.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { QuotaRules, QuotasView } from './quota-rules.ts';

export interface QuotasService {
  /** What the organization may spend, and has spent, and where its storage is. */
  get(actor: Actor, orgId: string): Promise<OrgQuotas>;
}

export interface OrgQuotas extends QuotasView {
  /** The operator's label. */
  storageRegion: string | null;
}

export interface QuotasServiceDeps {
  db: Database;
  rules: QuotaRules;
  storageRegion: string | null;
}

export function createQuotasService(deps: QuotasServiceDeps): QuotasService {
  const { db, rules, storageRegion } = deps;
  return {
    async get(actor, orgId) {
      const { org } = await authorizeOrg(db, actor, orgId, 'org.read');
      return { ...(await rules.view(db, org)), storageRegion };
    },
  };
}
