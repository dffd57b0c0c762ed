import {
  FIELD_TYPES,
  type AppKind,
  type Field,
  type FieldType,
  type ListView,
} from '../spec/app-spec.ts';
import { localized, type Localized } from '../spec/localized.ts';
import { type Domain, type DomainEntity, type RowValue, type SiteCopy } from './domain.ts';
import { lines, table } from './text-table.ts';

/**
 * The notation in which domains are written. A text is "English / French / Kinyarwanda" (languages at the end may be
 * left out), a list of words is separated by commas, a table has one row a line and its cells between bars.
 */
export function domain(
  id: string,
  label: string,
  parts: {
    words: string;
    leaning?: Partial<Record<AppKind, number>>;
    surface: Domain['surface'];
    brands: string;
    core: string;
    topicEntity?: string;
    entities: DomainEntity[];
    welcome?: { headlines: string; lead: string };
    site?: SiteCopy;
  },
): Domain {
  return {
    id,
    label: localized(label),
    words: words(parts.words),
    leaning: parts.leaning ?? {},
    surface: parts.surface,
    brands: words(parts.brands),
    core: words(parts.core),
    entities: parts.entities,
    ...(parts.topicEntity && { topicEntity: parts.topicEntity }),
    ...(parts.welcome && {
      welcome: { headlines: texts(parts.welcome.headlines), lead: localized(parts.welcome.lead) },
    }),
    ...(parts.site && { site: parts.site }),
  };
}

/**
 * An entity. `fields` is a table "id | type | label | samples": a star after the type means required, and samples are
 * texts between semicolons, options "id: Label; …", a range "1..9 unit", a code "INV-####", or the target of a reference.
 * `rows` is a table whose first line names the fields.
 */
export function entity(
  id: string,
  singular: string,
  plural: string,
  parts: {
    words?: string;
    icon: string;
    view?: ListView;
    feminine?: boolean;
    fields: string;
    rows?: string;
  },
): DomainEntity {
  return {
    id,
    singular: localized(singular),
    plural: localized(plural),
    feminine: parts.feminine ?? false,
    words: words(parts.words ?? ''),
    icon: parts.icon,
    view: parts.view ?? 'table',
    fields: table(parts.fields).map(readField),
    rows: parts.rows === undefined ? [] : readRows(parts.rows),
  };
}

/** The copy of a site. Tables: `offer` "icon | title | price | text", `plans` "name | price | lead | points; …". */
export function site(parts: {
  headlines: string;
  leads: string;
  action: string;
  offerTitle: string;
  offerLead: string;
  offer: string;
  storyTitle: string;
  story: string;
  figures: string;
  quotes: string;
  questions: string;
  plans?: string;
  gallery: string;
}): SiteCopy {
  return {
    headlines: texts(parts.headlines),
    leads: texts(parts.leads),
    action: localized(parts.action),
    offer: {
      title: localized(parts.offerTitle),
      lead: localized(parts.offerLead),
      items: table(parts.offer).map(([icon = '', title = '', price = '', text = '']) => ({
        icon,
        title: localized(title),
        ...(price !== '' && { price: Number(price) }),
        text: localized(text),
      })),
    },
    story: { title: localized(parts.storyTitle), paragraphs: texts(parts.story) },
    figures: table(parts.figures).map(([value = '', label = '']) => ({
      value: localized(value),
      label: localized(label),
    })),
    quotes: table(parts.quotes).map(([person = '', role = '', text = '']) => ({
      person,
      role: localized(role),
      text: localized(text),
    })),
    questions: table(parts.questions).map(([question = '', answer = '']) => ({
      question: localized(question),
      answer: localized(answer),
    })),
    plans: table(parts.plans ?? '').map(([name = '', price = '', lead = '', points = '']) => ({
      name: localized(name),
      price: Number(price),
      lead: localized(lead),
      points: points.split(';').map(localized),
    })),
    gallery: texts(parts.gallery),
  };
}

/** Reads one line of a table of fields; throws a RangeError on an unknown type. */
export function readField([id = '', kind = '', label = '', samples = '']: string[]): Field {
  const type = kind.replace('*', '');
  if (!isFieldType(type)) throw new RangeError(`field ${id}: unknown type "${kind}"`);
  return {
    id,
    label: localized(label),
    type,
    required: kind.endsWith('*'),
    ...(samples !== '' && readSamples(type, samples)),
  };
}

function readSamples(type: FieldType, samples: string): Partial<Field> {
  if (type === 'choice') return { options: samples.split(';').map(readOption) };
  if (type === 'reference') return { target: samples };
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)(?: (\S+))?$/.exec(samples);
  if (range) {
    const [, min, max, unit] = range;
    // Times are written in full hours and kept in minutes.
    const scale = type === 'time' ? 60 : 1;
    return {
      samples: { min: Number(min) * scale, max: Number(max) * scale },
      ...(unit && { unit }),
    };
  }
  if (samples.includes('#')) return { samples: { pattern: samples } };
  return { samples: { values: samples.split(';').map(localized) } };
}

function readOption(option: string): { id: string; label: Localized } {
  const [id = '', label = ''] = option.split(/:(.*)/s);
  return { id: id.trim(), label: localized(label) };
}

function readRows(text: string): Record<string, RowValue>[] {
  const [ids = [], ...rest] = table(text);
  return rest.map((cells) => {
    if (cells.length !== ids.length)
      throw new RangeError(`row "${cells.join(' | ')}" is not as wide as its head`);
    return Object.fromEntries(ids.map((id, index) => [id, readValue(cells[index] ?? '')]));
  });
}

function readValue(cell: string): RowValue {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return Number(cell);
  if (cell === 'yes' || cell === 'no') return cell === 'yes';
  return localized(cell);
}

function isFieldType(text: string): text is FieldType {
  return (FIELD_TYPES as readonly string[]).includes(text);
}

function texts(text: string): Localized[] {
  return lines(text).map(localized);
}

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
