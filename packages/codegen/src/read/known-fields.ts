import { readField } from '../domains/dsl.ts';
import { table } from '../domains/text-table.ts';
import { type Field } from '../spec/app-spec.ts';
import { verbatim } from '../spec/localized.ts';
import { camelCase, capitalize, singular, tidy } from './words.ts';

/** Fields by the words that prompts use for them: "id | type | label | samples | words". */
const FIELDS = `
  title       | text*    | Title / Titre / Umutwe                 | | title, titre, headline, subject
  name        | text*    | Name / Nom / Izina                     | | name, nom, full name
  description | longText | Description / Description / Ibisobanuro | | description, detail, content, body, text
  summary     | longText | Summary / Résumé / Incamake            | | summary, résumé, abstract
  notes       | longText | Notes / Notes / Ibisobanuro            | | note, remark, remarque
  dueOn       | date     | Due date / Échéance / Itariki ntarengwa | -5..30 | due date, deadline, échéance, date limite
  startsOn    | date     | Start date / Date de début / Itangira  | -60..30 | start date, start time, date de début
  endsOn      | date     | End date / Date de fin / Irangira      | 5..120 | end date, end time, expiry date, expiration date, date de fin
  date        | date     | Date / Date / Itariki                  | -90..0 | date, day, time, publication time, publication date, purchase time, purchase date
  price       | money    | Price / Prix / Igiciro                 | 5..400 | price, cost, fee, prix, coût
  amount      | money    | Amount / Montant / Amafaranga          | 5..900 | amount, total, sum, montant, salary, budget, revenue
  quantity    | number   | Quantity / Quantité / Umubare          | 1..80  | quantity, stock, count, quantité, number of item, inventory level
  status      | choice*  | Status / Statut / Imiterere            | open: Open / Ouvert; active: In progress / En cours; done: Done / Terminé | status, state, statut, état
  category    | choice*  | Category / Catégorie / Icyiciro        | general: General / Général; urgent: Urgent / Urgent; later: Later / Plus tard | category, type, kind, catégorie, genre, tag, label
  priority    | choice*  | Priority / Priorité / Ubwihutirwe      | low: Low / Basse; normal: Normal / Normale; high: High / Haute | priority, priorité, urgency
  level       | choice   | Level / Niveau / Urwego                | easy: Easy / Facile; medium: Medium / Moyen; hard: Hard / Difficile | level, difficulty, niveau
  email       | email    | E-mail / E-mail / Imeyili              | | email, e-mail, email address, courriel
  phone       | phone    | Phone / Téléphone / Telefone           | | phone, phone number, telephone, mobile, téléphone
  address     | text     | Address / Adresse / Aderesi            | KN 4 Ave, Kigali; KG 11 Ave, Kigali; RN 1, Huye; Market Street 8 / 8, rue du Marché; School Lane 3 / 3, allée de l’École | address, location, city, place, adresse, lieu, ville
  author      | person   | Author / Auteur / Umwanditsi           | | author, writer, owner, created by, auteur
  assignee    | person   | Assigned to / Assigné à / Bishinzwe    | | assignee, responsible, assigned to, responsable
  rating      | rating   | Rating / Note / Amanota                | 1..5   | rating, score, star, évaluation
  progress    | percent  | Progress / Avancement / Aho bigeze     | 0..100 | progress, completion, percentage, avancement
  website     | url      | Website / Site web / Urubuga           | | url, link, website, lien
  age         | number   | Age / Âge / Imyaka                     | 4..80  | age, âge
  duration    | number   | Duration / Durée / Igihe               | 5..180 min | duration, length, durée
  size        | number   | Size / Taille / Ingano                 | 1..120 | size, weight, height, taille, poids
  done        | flag     | Done / Fait / Byarangiye               | | done, completed, finished, terminé
  year        | number   | Year / Année / Umwaka                  | 1990..2026 | year, année
`;

const BY_WORD: ReadonlyMap<string, Field> = new Map(
  table(FIELDS).flatMap(([id = '', kind = '', label = '', samples = '', words = '']) => {
    const field = readField([id, kind, label, samples]);
    return words.split(',').map((word) => [singular(word.trim()), field] as const);
  }),
);

/** Endings that tell the type of a field that has a name of its own: "arrival date", "unit price". */
const BY_ENDING: readonly (readonly [RegExp, string])[] = [
  [/(?:date|time|deadline|day|birthday)$/, 'date'],
  [/(?:price|cost|fee|salary|amount|budget|revenue|income)$/, 'amount'],
  [/(?:quantity|count|number|stock|level|total)$/, 'quantity'],
  [/(?:status|state)$/, 'status'],
  [/(?:category|type|kind|genre)$/, 'category'],
  [/(?:email|e-mail)$/, 'email'],
  [/(?:phone|mobile)$/, 'phone'],
  [/(?:description|notes?|content|details?|summary)$/, 'description'],
  [/(?:link|url|website)$/, 'url'],
  [/(?:by|author|owner|manager|person)$/, 'author'],
];

/** A field that every app knows, by a word for it; undefined for any other word. */
export function knownField(words: string): Field | undefined {
  return BY_WORD.get(singular(tidy(words).toLowerCase()));
}

/** A field for any words: a known one, one whose type its last word tells, or a text. */
export function fieldFor(words: string): Field | undefined {
  const known = knownField(words);
  if (known) return known;
  const id = camelCase(words);
  if (!/^[a-z][A-Za-z0-9]{1,30}$/.test(id) || RESERVED.has(id)) return undefined;
  const like = BY_ENDING.find(([ending]) => ending.test(singular(words.toLowerCase())))?.[1];
  const model = like === undefined ? undefined : BY_WORD.get(like);
  const label = verbatim(capitalize(words.toLowerCase()));
  return model ? { ...model, id, label } : { id, label, type: 'text', required: false };
}

/** Names that code or rows use for other things, those that each object has among them. */
const RESERVED: ReadonlySet<string> = new Set([
  ...'id key ref default class new delete function return import export package interface switch case'.split(
    ' ',
  ),
  ...Object.getOwnPropertyNames(Object.prototype),
]);
