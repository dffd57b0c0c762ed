/** The currency in which amounts are kept and shown. */
export const CURRENCY = 'USD';
