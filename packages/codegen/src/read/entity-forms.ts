import { readField } from '../domains/dsl.ts';
import { type DomainEntity } from '../domains/domain.ts';
import { table } from '../domains/text-table.ts';
import { type Entity } from '../spec/app-spec.ts';
import { mapText, type Localized } from '../spec/localized.ts';
import { camelCase, capitalize, plural } from './words.ts';

/** An entity as its domain describes it. */
export function fromDomain(entity: DomainEntity, source: Entity['source']): Entity {
  const { id, singular, plural, feminine, icon, view, fields, rows } = entity;
  return { id, singular, plural, feminine, icon, source, view, fields, rows };
}

/** A domain's entity under the name that the prompt gives it: "expenses" for transactions. */
export function renamed(entity: DomainEntity, word: string): Entity {
  const id = camelCase(word);
  const base = fromDomain(entity, 'prompt');
  if (!/^[a-z][A-Za-z0-9]*$/.test(id) || word.split(' ').length > 2) return base;
  return { ...base, id, ...nameOf(word) };
}

/** A domain's entity that stands for one kind of thing only: the products of a shop for bikes. */
export function retitled(entity: DomainEntity, word: string): Entity {
  const { fields, ...base } = renamed(entity, word);
  const [title, ...rest] = fields;
  return {
    ...base,
    fields: [
      { ...title!, samples: { values: titlesWith(nameOf(word).singular, TOPIC_TITLES) } },
      ...rest,
    ],
    rows: [],
  };
}

const TOPIC_TITLES =
  'Classic,City,Weekend,Everyday,Kivu,Nyungwe,Rebero,Imigongo,Compact,Family,Heritage,Studio,Karisimbi,Open Road'.split(
    ',',
  );

/** "Kivu second-hand bike", one for each sample. */
function titlesWith(noun: Localized, samples: readonly string[]): Localized[] {
  return samples.map((sample) => mapText(noun, (text) => `${sample} ${text.toLowerCase()}`));
}

/** An entity that only the prompt knows: rows with a name, a category, a state and a date. */
export function customEntity(noun: string): Entity {
  const id = camelCase(noun);
  const name = nameOf(noun);
  const [title, ...rest] = table(CUSTOM_FIELDS).map(readField);
  const values = SAMPLE_NAMES.map((sample) =>
    mapText(name.singular, (text) => `${text} ${sample}`),
  );
  return {
    id: /^[a-z]/.test(id) ? id : 'item',
    ...name,
    feminine: false,
    icon: 'folder',
    source: 'prompt',
    view: 'table',
    fields: [{ ...title!, samples: { values } }, ...rest],
    rows: [],
  };
}

const CUSTOM_FIELDS = `
  name      | text*    | Name / Nom / Izina              |
  category  | choice*  | Category / Catégorie / Icyiciro | standard: Standard / Standard / Bisanzwe; priority: Priority / Prioritaire / Byihutirwa; internal: Internal / Interne / By’imbere
  status    | choice*  | Status / Statut / Imiterere     | open: Open / Ouvert / Bifunguye; active: In progress / En cours / Birakorwa; done: Done / Terminé / Byarangiye
  owner     | person   | Owner / Responsable / Ubishinzwe |
  updatedOn | date     | Updated / Mis à jour / Byavuguruwe | -90..-1
  notes     | longText | Notes / Notes / Ibisobanuro     | Checked with the team on Monday. / Vérifié avec l’équipe lundi. / Byagenzuwe ku wa mbere.; Waiting for one more figure. / En attente d’un dernier chiffre. / Hasigaye umubare umwe.; Ready to be shared. / Prêt à être partagé. / Byiteguye gusangizwa.
`;

/** What tells rows of a kind that nobody knows apart. */
const SAMPLE_NAMES = [
  'Kimironko',
  'Nyungwe',
  'Karisimbi',
  'Muhazi',
  'Kivu',
  'Akagera',
  'Virunga',
  'Rebero',
  'Gisozi',
  'Bugesera',
  'Sebeya',
  'Rusizi',
  'Mugesera',
  'Nyabarongo',
  'Cyohoha',
  'Burera',
  'Ruhondo',
  'Muhabura',
];

function nameOf(word: string): { singular: Localized; plural: Localized } {
  const many = plural(word);
  return { singular: { en: capitalize(word) }, plural: { en: capitalize(many) } };
}
