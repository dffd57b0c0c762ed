import { type Random } from '../../random.ts';
import { type AppSpec } from '../../spec/app-spec.ts';
import { localized, type Localized } from '../../spec/localized.ts';
import { type Hours } from './site-profile.ts';
import { type MarketingPlan } from './site-plan.ts';

/** What a country gives to a site's details. */
interface Country {
  /** Where a site is when only the country is known. */
  city: string;
  /** A phone number; each # is a digit. */
  phone: string;
  streets: string;
  currency: string;
  /** What a US dollar buys, in the currency, and the step to which prices are rounded. */
  rate: number;
  step: number;
  names: string;
}

const HOME_COUNTRY = 'RW';

/** Where the site is: the prompt's place, its country's main city, or Kigali. */
export function cityOf({ place }: AppSpec): string {
  if (!place) return countryOf(HOME_COUNTRY).city;
  return COUNTRY_NAMES.has(place.name.toLowerCase()) ? countryOf(place.country).city : place.name;
}

export function contactDetails(
  spec: AppSpec,
  random: Random,
  kind: { form: 'message' | 'booking'; hours: Hours },
): MarketingPlan['contact'] {
  const country = countryOf(spec.place?.country ?? HOME_COUNTRY);
  return {
    form: kind.form,
    email: `hello@${hostName(spec.name)}.example`,
    phone: country.phone.replace(/#/g, () => String(random.int(0, 9))),
    street: random.pick(country.streets.split('; ')).replace('#', String(random.int(3, 88))),
    city: cityOf(spec),
    hours: HOURS[kind.hours],
  };
}

/** People who could live there, in a random order. */
export function peopleOf(spec: AppSpec, random: Random): string[] {
  return random.shuffle(countryOf(spec.place?.country ?? HOME_COUNTRY).names.split('; '));
}

export function currencyOf(spec: AppSpec): MarketingPlan['currency'] {
  const region = spec.place?.country ?? HOME_COUNTRY;
  return { code: countryOf(region).currency, region };
}

/** A price in US dollars as a shop of the country would write it in its own currency. */
export function localPrice(spec: AppSpec, dollars: number): number {
  const { rate, step } = countryOf(spec.place?.country ?? HOME_COUNTRY);
  return dollars === 0 ? 0 : Math.max(step, Math.round((dollars * rate) / step) * step);
}

/** The same price in words, language by language. */
export function moneyText(spec: AppSpec, dollars: number): Localized {
  const { code, region } = currencyOf(spec);
  const options = { style: 'currency', currency: code, maximumFractionDigits: 0 } as const;
  const amount = localPrice(spec, dollars);
  const inEnglish = new Intl.NumberFormat(`en-${region}`, options).format(amount);
  return {
    en: inEnglish,
    fr: new Intl.NumberFormat(`fr-${region}`, options).format(amount),
    rw: inEnglish,
  };
}

function hostName(name: string): string {
  const host = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return host.slice(0, 40).replace(/-+$/, '') || 'site';
}

const day = (days: string, opens?: string, closes?: string) => ({
  days: localized(days),
  ...(opens && { opens }),
  ...(closes && { closes }),
});

const HOURS: Readonly<Record<Hours, MarketingPlan['contact']['hours']>> = {
  shop: [
    day('Monday to Friday / Du lundi au vendredi / Ku wa mbere–ku wa gatanu', '06:30', '19:00'),
    day('Saturday / Samedi / Ku wa gatandatu', '07:30', '20:00'),
    day('Sunday / Dimanche / Ku cyumweru', '08:00', '16:00'),
  ],
  evening: [
    day('Tuesday to Thursday / Du mardi au jeudi / Ku wa kabiri–ku wa kane', '12:00', '22:00'),
    day('Friday, Saturday / Vendredi, samedi / Ku wa gatanu, ku wa gatandatu', '12:00', '23:30'),
    day('Sunday / Dimanche / Ku cyumweru', '11:00', '21:00'),
    day('Monday / Lundi / Ku wa mbere'),
  ],
  office: [
    day('Monday to Friday / Du lundi au vendredi / Ku wa mbere–ku wa gatanu', '08:00', '17:30'),
    day('Saturday / Samedi / Ku wa gatandatu', '09:00', '13:00'),
    day('Sunday / Dimanche / Ku cyumweru'),
  ],
  days: [
    day('Tuesday to Sunday / Du mardi au dimanche / Ku wa kabiri–ku cyumweru', '09:00', '18:00'),
    day('Monday / Lundi / Ku wa mbere'),
  ],
  none: [],
};

const COUNTRY_NAMES: ReadonlySet<string> = new Set(
  'rwanda kenya uganda tanzania tanzanie burundi congo ethiopia éthiopie nigeria ghana senegal sénégal cameroon cameroun morocco maroc egypt égypte france belgium belgique switzerland suisse canada england scotland ireland germany spain portugal italy india china thailand vietnam japan brazil'
    .split(' ')
    .concat('south africa', 'united kingdom', 'united states', 'côte d’ivoire'),
);

function countryOf(code: string): Country {
  return COUNTRIES[code] ?? ELSEWHERE;
}

const EAST_AFRICAN =
  'Amina Hassan; Daniel Otieno; Grace Wanjiru; Joseph Mwangi; Lydia Nakato; Samuel Kato; Faith Achieng; Peter Kamau';
const FRENCH =
  'Camille Laurent; Hugo Bernard; Inès Moreau; Julien Petit; Léa Fontaine; Nadia Benali; Paul Girard; Sarah Lefèvre';
const WEST_AFRICAN =
  'Abena Mensah; Aïssatou Diallo; Chidi Okafor; Fatou Ndiaye; Kofi Asante; Mariam Traoré; Moussa Sow; Ngozi Eze';
const ENGLISH =
  'Alice Hartley; Ben Okoro; Clara Whitfield; Dev Patel; Ellen Marsh; George Sutton; Hana Novak; Tom Ellery';

const ELSEWHERE: Country = {
  city: 'Riverside',
  phone: '+1 555 01# ####',
  streets: '# Market Street; # Mill Lane; # Station Road',
  currency: 'USD',
  rate: 1,
  step: 1,
  names: ENGLISH,
};

const euro = { currency: 'EUR', rate: 0.9, step: 1 };
const cfa = { currency: 'XOF', rate: 600, step: 500, names: WEST_AFRICAN };

const COUNTRIES: Readonly<Record<string, Country>> = {
  RW: {
    city: 'Kigali',
    phone: '+250 788 ### ###',
    streets: 'KG # Ave; KN # St; KK # Rd',
    currency: 'RWF',
    rate: 1450,
    step: 500,
    names:
      'Aline Uwase; Claude Niyonzima; Divine Ingabire; Eric Mugisha; Jeanne Mukamana; Olivier Habimana; Sandrine Keza; Yves Ndayisaba',
  },
  KE: {
    city: 'Nairobi',
    phone: '+254 712 ### ###',
    streets: '# Ngong Road; # Kindaruma Road; # Riverside Drive',
    currency: 'KES',
    rate: 130,
    step: 50,
    names: EAST_AFRICAN,
  },
  UG: {
    city: 'Kampala',
    phone: '+256 772 ### ###',
    streets: '# Acacia Avenue; # Kira Road',
    currency: 'UGX',
    rate: 3700,
    step: 1000,
    names: EAST_AFRICAN,
  },
  TZ: {
    city: 'Dar es Salaam',
    phone: '+255 754 ### ###',
    streets: '# Haile Selassie Road; # Msasani Road',
    currency: 'TZS',
    rate: 2600,
    step: 1000,
    names: EAST_AFRICAN,
  },
  BI: {
    city: 'Bujumbura',
    phone: '+257 79 ### ###',
    streets: '# avenue du Lac; # boulevard de l’Uprona',
    currency: 'BIF',
    rate: 2900,
    step: 1000,
    names: 'Aimée Nduwimana; Dieudonné Bigirimana; Espérance Niyonkuru; Fabrice Hakizimana',
  },
  CD: {
    city: 'Kinshasa',
    phone: '+243 81 ### ####',
    streets: '# avenue de la Paix; # boulevard du 30 Juin',
    currency: 'USD',
    rate: 1,
    step: 1,
    names: 'Bénédicte Kabongo; Christian Ilunga; Esther Mbuyi; Jonathan Tshibangu',
  },
  NG: {
    city: 'Lagos',
    phone: '+234 803 ### ####',
    streets: '# Admiralty Way; # Bode Thomas Street',
    currency: 'NGN',
    rate: 1500,
    step: 500,
    names: WEST_AFRICAN,
  },
  GH: {
    city: 'Accra',
    phone: '+233 24 ### ####',
    streets: '# Oxford Street, Osu; # Ring Road East',
    currency: 'GHS',
    rate: 12,
    step: 5,
    names: WEST_AFRICAN,
  },
  SN: {
    city: 'Dakar',
    phone: '+221 77 ### ## ##',
    streets: '# rue Félix-Faure; # rue Mohamed V',
    ...cfa,
  },
  CI: {
    city: 'Abidjan',
    phone: '+225 07 ## ## ## ##',
    streets: '# rue des Jardins; # boulevard Latrille',
    ...cfa,
  },
  CM: {
    city: 'Douala',
    phone: '+237 6 77 ## ## ##',
    streets: '# rue Joffre; # boulevard de la Liberté',
    ...cfa,
    currency: 'XAF',
  },
  FR: {
    city: 'Paris',
    phone: '+33 1 99 00 ## ##',
    streets: '# rue des Tanneurs; # quai de la Fosse; # rue du Marché',
    names: FRENCH,
    ...euro,
  },
  BE: {
    city: 'Bruxelles',
    phone: '+32 2 555 ## ##',
    streets: '# rue Haute; # chaussée d’Ixelles',
    names: FRENCH,
    ...euro,
  },
  CH: {
    city: 'Genève',
    phone: '+41 22 555 ## ##',
    streets: 'rue du Lac #; rue de la Gare #',
    currency: 'CHF',
    rate: 0.9,
    step: 1,
    names: FRENCH,
  },
  CA: {
    city: 'Montréal',
    phone: '+1 514 555 01##',
    streets: '# rue Saint-Denis; # avenue du Parc',
    currency: 'CAD',
    rate: 1.4,
    step: 1,
    names: FRENCH,
  },
  GB: {
    city: 'London',
    phone: '+44 20 7946 0###',
    streets: '# Mill Lane; # Station Road; # Orchard Street',
    currency: 'GBP',
    rate: 0.8,
    step: 1,
    names: ENGLISH,
  },
  IE: {
    city: 'Dublin',
    phone: '+353 1 555 ####',
    streets: '# Capel Street; # Quay Road',
    names: ENGLISH,
    ...euro,
  },
  DE: {
    city: 'Berlin',
    phone: '+49 30 23125 ###',
    streets: 'Gartenstraße #; Uferweg #',
    names: 'Anna Krüger; Jonas Weber; Lena Hoffmann; Mehmet Yılmaz',
    ...euro,
  },
  US: { ...ELSEWHERE, city: 'Portland' },
};
