import { type SiteCopy } from '../../../domains/domain.ts';
import { type SiteProfile } from '../site-profile.ts';

/** A line of business that has words of its own: more exact than its domain, where the prompt names it. */
export interface Trade {
  id: string;
  /** Finds the trade in a prompt. */
  pattern: RegExp;
  /** What differs from the general profile. */
  profile: Partial<SiteProfile>;
  copy: SiteCopy;
  /** How working together goes, where it differs from the usual. */
  steps?: string;
  /** What people do here, the first one leads. */
  roles: string;
}
