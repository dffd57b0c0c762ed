import { type Localized } from '../spec/localized.ts';

/** A behaviour that prompts ask for, and how far apps have it. */
export interface Capability {
  id: CapabilityId;
  /** Words that ask for it; matched against each ask. */
  words: RegExp;
  /**
   * `built`: the app does it where its plan has the place for it. `partly`: something near it is there.
   * `unbuilt`: nothing of it is.
   */
  support: 'built' | 'partly' | 'unbuilt';
  /** What there is instead, or what is missing. Shown to users. */
  note?: Localized;
}

export type CapabilityId =
  | 'realTime'
  | 'chat'
  | 'payments'
  | 'cart'
  | 'map'
  | 'upload'
  | 'media'
  | 'play'
  | 'intelligence'
  | 'virtualReality'
  | 'scan'
  | 'notify'
  | 'calendar'
  | 'seats'
  | 'streaks'
  | 'share'
  | 'convert'
  | 'carousel'
  | 'leaderboard'
  | 'markdown'
  | 'pdf'
  | 'board'
  | 'favourites'
  | 'export'
  | 'print'
  | 'charts'
  | 'rate'
  | 'comment'
  | 'roles'
  | 'signUp'
  | 'profile'
  | 'signIn'
  | 'languages'
  | 'darkMode'
  | 'responsive'
  | 'navigation'
  | 'accessible'
  | 'seo'
  | 'contact'
  | 'gallery'
  | 'faq'
  | 'testimonials'
  | 'pricing'
  | 'newsletter'
  | 'about'
  | 'home'
  | 'search'
  | 'filter'
  | 'sort'
  | 'paginate'
  | 'categories'
  | 'subject'
  | 'fields'
  | 'settings'
  | 'detail'
  | 'create'
  | 'edit'
  | 'delete'
  | 'manage'
  | 'browse';
