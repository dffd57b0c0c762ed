/** Currencies of places; amounts in domains are US dollars. */
const CURRENCIES: Readonly<Record<string, { code: string; perDollar: number; roundTo: number }>> = {
  RW: { code: 'RWF', perDollar: 1000, roundTo: 100 },
  KE: { code: 'KES', perDollar: 100, roundTo: 10 },
  UG: { code: 'UGX', perDollar: 3000, roundTo: 500 },
  TZ: { code: 'TZS', perDollar: 2000, roundTo: 500 },
  BI: { code: 'BIF', perDollar: 2500, roundTo: 500 },
  CD: { code: 'CDF', perDollar: 2000, roundTo: 500 },
  ET: { code: 'ETB', perDollar: 60, roundTo: 5 },
  NG: { code: 'NGN', perDollar: 1000, roundTo: 100 },
  GH: { code: 'GHS', perDollar: 10, roundTo: 1 },
  SN: { code: 'XOF', perDollar: 500, roundTo: 50 },
  CI: { code: 'XOF', perDollar: 500, roundTo: 50 },
  CM: { code: 'XAF', perDollar: 500, roundTo: 50 },
  MA: { code: 'MAD', perDollar: 10, roundTo: 1 },
  EG: { code: 'EGP', perDollar: 40, roundTo: 5 },
  ZA: { code: 'ZAR', perDollar: 15, roundTo: 5 },
  GB: { code: 'GBP', perDollar: 1, roundTo: 1 },
  CH: { code: 'CHF', perDollar: 1, roundTo: 1 },
  CA: { code: 'CAD', perDollar: 1, roundTo: 1 },
  IN: { code: 'INR', perDollar: 80, roundTo: 10 },
  CN: { code: 'CNY', perDollar: 7, roundTo: 1 },
  TH: { code: 'THB', perDollar: 30, roundTo: 10 },
  VN: { code: 'VND', perDollar: 20000, roundTo: 5000 },
  JP: { code: 'JPY', perDollar: 120, roundTo: 10 },
  BR: { code: 'BRL', perDollar: 5, roundTo: 1 },
  US: { code: 'USD', perDollar: 1, roundTo: 1 },
};
const EURO = { code: 'EUR', perDollar: 1, roundTo: 1 };
const EURO_COUNTRIES = new Set(['FR', 'BE', 'DE', 'ES', 'PT', 'IT', 'IE']);

export interface Money {
  code: string;
  /** An amount in dollars, in this currency and in steps that people use there. */
  fromDollars: (amount: number) => number;
}

/** The money of a country; euros for French speakers and dollars for others where none is named. */
export function moneyOf(country: string | undefined, language: string): Money {
  const known =
    country === undefined ? undefined : EURO_COUNTRIES.has(country) ? EURO : CURRENCIES[country];
  const { code, perDollar, roundTo } = known ?? (language === 'fr' ? EURO : CURRENCIES.US!);
  return {
    code,
    fromDollars: (amount) =>
      Math.max(roundTo, Math.round((amount * perDollar) / roundTo) * roundTo),
  };
}
