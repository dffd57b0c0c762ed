/** Path, query and, for hash routers, hash: what tells one route of an app from another. */
export type RouteAddress = string;

/** A link to a route, and what tells links of one kind from others: the rows of a list from the button beside it. */
export interface RouteLink {
  address: RouteAddress;
  look: string;
}

/** A route as it came to rest. */
export interface ArrivalReport {
  blank: boolean;
  address: RouteAddress;
  /** Whether it has an element that looks like none on the routes before it. */
  showsNew: boolean;
  links: RouteLink[];
}

/** The widest element that sticks out to the right, where the page can be scrolled sideways. */
export interface Overflow {
  overflowPx: number;
  selector: string;
}

export type Theme = 'light' | 'dark';

/** A route that came to rest in a window of another size, which may have other links. */
export type ResizeReport = Pick<ArrivalReport, 'blank' | 'links'>;

export interface ThemeViolations {
  /** Undefined for an app with one theme. */
  theme: Theme | undefined;
  violations: Violation[];
}

export interface Violation {
  rule: string;
  help: string;
  impact: 'minor' | 'moderate' | 'serious' | 'critical';
  selector: string;
  detail: string;
}
