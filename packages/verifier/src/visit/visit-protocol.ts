/** Path, query and, for hash routers, hash: what tells one route of an app from another. */
export type RouteAddress = string;

export interface ContentReport {
  blank: boolean;
  address: RouteAddress;
}

export interface Violation {
  rule: string;
  help: string;
  impact: 'minor' | 'moderate' | 'serious' | 'critical';
  selector: string;
  detail: string;
}
