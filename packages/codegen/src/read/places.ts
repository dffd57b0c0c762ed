import { type Place } from '../spec/app-spec.ts';

/** Places that prompts name, by country. Kept short: what is not here is no place to us. */
const PLACES: Readonly<Record<string, string>> = {
  RW: 'Rwanda Kigali Huye Butare Musanze Rubavu Gisenyi Rusizi Nyagatare Muhanga Karongi Kayonza Nyamirambo Kimironko Bugesera',
  KE: 'Kenya Nairobi Mombasa Kisumu Nakuru Eldoret',
  UG: 'Uganda Kampala Entebbe Jinja Gulu Mbarara',
  TZ: 'Tanzania Tanzanie Arusha Dodoma Zanzibar Dar-es-Salaam',
  BI: 'Burundi Bujumbura Gitega',
  CD: 'Congo Kinshasa Goma Bukavu Lubumbashi',
  ET: 'Ethiopia Éthiopie Addis-Ababa Addis-Abeba',
  NG: 'Nigeria Lagos Abuja Ibadan Kano',
  GH: 'Ghana Accra Kumasi',
  SN: 'Senegal Sénégal Dakar Saint-Louis Thiès',
  CI: 'Abidjan Yamoussoukro Côte-d’Ivoire',
  CM: 'Cameroon Cameroun Douala Yaoundé',
  MA: 'Morocco Maroc Casablanca Rabat Marrakech',
  EG: 'Egypt Égypte Cairo Alexandria',
  ZA: 'Johannesburg Durban Pretoria Cape-Town South-Africa',
  FR: 'France Paris Lyon Marseille Bordeaux Toulouse Nantes Lille Strasbourg',
  BE: 'Belgium Belgique Brussels Bruxelles Liège Namur',
  CH: 'Switzerland Suisse Geneva Genève Lausanne Zurich',
  CA: 'Canada Toronto Montreal Montréal Quebec Québec Vancouver Ottawa',
  GB: 'London Manchester Bristol Leeds Edinburgh Glasgow England Scotland United-Kingdom',
  IE: 'Ireland Dublin Cork Galway',
  US: 'Boston Chicago Seattle Austin Denver Brooklyn Portland Miami New-York San-Francisco Los-Angeles United-States',
  DE: 'Germany Berlin Hamburg Munich Cologne Leipzig',
  ES: 'Spain Madrid Barcelona Valencia Seville',
  PT: 'Portugal Lisbon Porto',
  IT: 'Italy Rome Milan Turin Florence Naples',
  IN: 'India Mumbai Delhi Bangalore Chennai Hyderabad',
  CN: 'China Beijing Shanghai Guangdong Shenzhen Changshu Hangzhou Yingtian Chengdu',
  TH: 'Thailand Bangkok Phuket',
  VN: 'Vietnam Hanoi',
  JP: 'Japan Tokyo Kyoto Osaka',
  BR: 'Brazil',
};

const COUNTRY_BY_PLACE: ReadonlyMap<string, Place> = new Map(
  Object.entries(PLACES).flatMap(([country, names]) =>
    names.split(' ').map((key) => {
      const name = key.replaceAll('-', ' ').replace('Saint Louis', 'Saint-Louis');
      return [name.toLowerCase(), { name, country }] as const;
    }),
  ),
);

const PLACE_PATTERN = new RegExp(
  `(?<![\\p{L}])(?:${[...COUNTRY_BY_PLACE.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}])`,
  'iu',
);

/** The first place that the prompt names. */
export function readPlace(text: string): Place | undefined {
  const found = PLACE_PATTERN.exec(text.replace(/’/g, "'").replace(/-/g, ' '));
  return found ? COUNTRY_BY_PLACE.get(found[0].toLowerCase()) : undefined;
}
