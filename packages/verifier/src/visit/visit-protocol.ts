/** Path, query and, for hash routers, hash: what tells one route of an app from another. */
export type RouteAddress = string;

/** A link to a route, and what tells links of one kind from others: the rows of a list from the button beside it. */
export interface RouteLink {
  address: RouteAddress;
  look: string;
}

export interface ContentReport {
  blank: boolean;
  address: RouteAddress;
}

export type Theme = 'light' | 'dark';

export interface Violation {
  rule: string;
  help: string;
  impact: 'minor' | 'moderate' | 'serious' | 'critical';
  selector: string;
  detail: string;
}
