import {
  fieldOf,
  titleOf,
  type PlannedEntity,
  type RecordsPlan,
} from '../../../plan/records/records-plan.ts';
import { literal } from '../code.ts';

/** What the list of an entity finds, and what can be done with its rows. */
export function listTests(plan: RecordsPlan, entity: PlannedEntity): string[] {
  const found = distinctive(plan, entity);
  return [
    ...(found ? [searchTest(entity, found)] : []),
    ...filterTest(entity),
    ...(found && entity.view === 'table' && canDelete(plan) ? [deleteTest(entity, found)] : []),
    ...(found && entity.view === 'board' ? [moveTest(entity, found)] : []),
    ...(entity.view === 'checklist' ? [tickTest(entity), quickAddTest(entity)] : []),
    ...(found && entity.favourites ? [favouriteTest(entity, found)] : []),
  ];
}

export interface Found {
  /** The row that a search for its title leaves alone, and another one, which is on the first page. */
  title: string;
  other: string;
}

/** A row whose title no other row's text contains. */
export function distinctive(plan: RecordsPlan, entity: PlannedEntity): Found | undefined {
  const title = titleOf(entity);
  if (title.type === 'reference') return undefined;
  const texts = entity.rows.map((row) => plain(searchedText(plan, entity, row)));
  const titles = entity.rows.map((row) => String(row[title.id]));
  const index = titles.findIndex((own, at) => {
    const words = plain(own).split(/\s+/);
    return texts.every(
      (text, other) => other === at || !words.every((word) => text.includes(word)),
    );
  });
  const other = inOrder(entity)
    .map((row) => String(row[title.id]))
    .slice(0, FIRST_PAGE)
    .find((own) => own !== titles[index] && titles.indexOf(own) === titles.lastIndexOf(own));
  return index === -1 || other === undefined ? undefined : { title: titles[index]!, other };
}

/** No list shows fewer rows at once. */
const FIRST_PAGE = 8;

/** The rows as the list first shows them: the ones in front are on its first page. */
function inOrder({ rows, sort: { field, direction } }: PlannedEntity): PlannedEntity['rows'] {
  const sign = direction === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => sign * compare(a[field] ?? '', b[field] ?? ''));
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  return typeof a === 'string' && typeof b === 'string'
    ? a.localeCompare(b, undefined, { numeric: true })
    : Number(a) - Number(b);
}

function searchedText(
  plan: RecordsPlan,
  entity: PlannedEntity,
  row: PlannedEntity['rows'][number],
): string {
  const references = entity.fields.filter(({ type }) => type === 'reference').slice(0, 2);
  const names = references.map((field) => {
    const target = plan.entities.find(({ id }) => id === field.target);
    const found = target?.rows.find(({ id }) => id === row[field.id]);
    return found && target ? String(found[titleOf(target).id]) : '';
  });
  return [...entity.searched.map((id) => String(row[id])), ...names].join(' ');
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

function searchTest({ route }: PlannedEntity, { title, other }: Found): string {
  return `test('a search leaves the rows that match', async () => {
  openApp('${route}');
  expect(main().getByRole('link', { name: ${literal(other)} })).toBeVisible();
  await searchFor(${literal(title)});
  expect(main().getByRole('link', { name: ${literal(title)} })).toBeVisible();
  expect(main().queryByRole('link', { name: ${literal(other)} })).not.toBeInTheDocument();
});

test('a search that finds nothing can be cleared', async () => {
  openApp('${route}?q=zzzzzz');
  expect(screen.getByText(t('list.noMatches'))).toBeVisible();
  await userEvent.click(screen.getAllByRole('button', { name: t('list.clear') })[0]!);
  expect(screen.queryByText(t('list.noMatches'))).not.toBeInTheDocument();
});
`;
}

/** A filter in the address is what a shared link carries. */
function filterTest(entity: PlannedEntity): string[] {
  const field = entity.filters
    .map((id) => fieldOf(entity, id))
    .find(({ type }) => type === 'choice');
  const option = field?.options.find(({ id }) => entity.rows.some((row) => row[field.id] === id));
  if (!field || !option || (entity.view !== 'table' && entity.view !== 'cards')) return [];
  const count = entity.rows.filter((row) => row[field.id] === option.id).length;
  return [
    `test('a filter in the address narrows the list', () => {
  openApp('${entity.route}?${field.id}=${option.id}');
  expect(screen.getByRole('combobox', { name: t('${field.label}') })).toHaveValue('${option.id}');
  expect(screen.getByText(t('${entity.id}.count', { count: ${count} }))).toBeVisible();
});
`,
  ];
}

function canDelete(plan: RecordsPlan): boolean {
  return plan.auth === undefined || plan.auth.accounts[0]?.role === 'admin';
}

function deleteTest({ route }: PlannedEntity, { title }: Found): string {
  return `test('what is deleted can be brought back', async () => {
  openApp('${route}');
  await searchFor(${literal(title)});
  await userEvent.click(screen.getByRole('button', { name: t('list.actionsFor', { name: ${literal(title)} }) }));
  await userEvent.click(await screen.findByRole('menuitem', { name: t('record.delete') }));
  expect(main().queryByRole('link', { name: ${literal(title)} })).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: t('record.undo') }));
  expect(await main().findByRole('link', { name: ${literal(title)} })).toBeVisible();
});
`;
}

function moveTest(entity: PlannedEntity, { title }: Found): string {
  const stage = fieldOf(entity, entity.stage!);
  const row = entity.rows.find((candidate) => candidate[titleOf(entity).id] === title);
  const next = stage.options.find(({ id }) => id !== row?.[stage.id])!;
  return `test('a card moves to the stage that is chosen for it', async () => {
  openApp('${entity.route}');
  await userEvent.click(screen.getByRole('button', { name: t('board.move', { name: ${literal(title)} }) }));
  await userEvent.click(await screen.findByRole('menuitemradio', { name: t('${next.label}') }));
  const column = screen.getByRole('list', { name: t('${next.label}') });
  expect(within(column).getByRole('link', { name: ${literal(title)} })).toBeVisible();
});
`;
}

function tickTest(entity: PlannedEntity): string {
  const row = entity.rows.find((candidate) => candidate[entity.stage!] !== 'done')!;
  const title = String(row[titleOf(entity).id]);
  return `test('ticking marks it as done', async () => {
  openApp('${entity.route}');
  await userEvent.click(screen.getByRole('checkbox', { name: ${literal(title)} }));
  expect(screen.getByRole('checkbox', { name: ${literal(title)} })).toBeChecked();
});
`;
}

function quickAddTest(entity: PlannedEntity): string {
  return `test('a line and the enter key add one', async () => {
  openApp('${entity.route}');
  await userEvent.click(screen.getByRole('textbox', { name: t('${entity.id}.add') }));
  await userEvent.paste('Something new');
  await userEvent.keyboard('{Enter}');
  expect(main().getByRole('link', { name: 'Something new' })).toBeVisible();
});
`;
}

function favouriteTest({ route }: PlannedEntity, { title, other }: Found): string {
  return `test('favourites can be shown alone', async () => {
  openApp('${route}?q=${encodeURIComponent(title).replaceAll("'", '%27')}');
  await userEvent.click(screen.getByRole('button', { name: t('favourite.toggle', { name: ${literal(title)} }) }));
  await userEvent.click(screen.getByRole('button', { name: t('favourite.only') }));
  await userEvent.clear(screen.getByRole('searchbox'));
  expect(main().getByRole('link', { name: ${literal(title)} })).toBeVisible();
  expect(main().queryByRole('link', { name: ${literal(other)} })).not.toBeInTheDocument();
});
`;
}
