/** What a verb at the head of a phrase means, and what follows it. */
export interface LedPhrase {
  /** The English infinitive that stands for it. */
  verb: string;
  rest: string;
}

/** "editing articles" → edit, "articles"; undefined where no verb leads, as in "order management" or "contacts". */
export function leadingVerb(phrase: string): LedPhrase | undefined {
  const words = phrase.split(' ');
  for (const length of [2, 1]) {
    const form = words.slice(0, length).join(' ').toLowerCase();
    const verb = FORMS.get(form);
    if (!verb) continue;
    const rest = words.slice(length).join(' ').trim();
    if (ALSO_NOUNS.has(form) && NOUN_TAIL.test(rest)) return undefined;
    return { verb, rest };
  }
  return undefined;
}

/** "article publishing" → add, "article"; undefined where no noun of an action ends the phrase. */
export function trailingVerb(phrase: string): LedPhrase | undefined {
  const [, rest = '', action = ''] = /^(\S+(?: \S+)?) (\w+)$/.exec(phrase) ?? [];
  const verb = ACTION_NOUNS.get(action.toLowerCase());
  return verb ? { verb, rest } : undefined;
}

/** Nouns of actions whose object stands before them, and what they mean. */
const ACTION_NOUNS: ReadonlyMap<string, string> = new Map([
  ['publishing', 'add'],
  ['posting', 'add'],
  ['creation', 'add'],
  ['release', 'add'],
  ['editing', 'edit'],
]);

/** Verbs that are nouns as well: before the words of the tail they are. */
const ALSO_NOUNS: ReadonlySet<string> = new Set(
  'contact comment order report book post match rate search display view check play count chat message design draft plan record archive export import upload download print share vote review track control process access use support test project rent sort filter export booking processing monitoring tracking reporting shopping training messaging learning printing ranking rating'.split(
    ' ',
  ),
);
const NOUN_TAIL =
  /^(?:and |or )?(?:management|functions?|functionality|features?|generation|systems?|pages?|lists?|information|history|records?|data|boards?|statistics?|status|tools?|center|modules?|services?|options?|details?|engine|box|bar|screen|platforms?|materials?|tracking|scheduling|display|processing|analysis|menus?|carts?|malls?|plans?|videos?|courses?|questions?|skills?)\b/i;

/** Verbs that double their last letter before -ing. */
const DOUBLED = /^(?:set|log|submit|plan|chat|forget|get|put|run|stop|begin|control)$/;

/** Infinitives by what they mean to an app: the first of each line stands for the others. */
const ENGLISH_VERBS = `
  browse view see display show list read explore check visit present showcase watch inspect preview observe
  search query find look-up inquire retrieve
  filter narrow
  sort rank order-by
  add create post publish submit collect save write enter input record propose insert compose draft plan launch
  edit modify update change customize adjust revise configure replace bind rename move
  delete remove cancel archive clear
  manage maintain organize administer handle control
  track monitor follow-up
  analyze visualize report compare evaluate diagnose mine summarize count
  register sign-up enroll subscribe
  log-in login sign-in authenticate
  export download print
  import upload
  share forward
  comment reply respond discuss
  rate review vote
  like favorite favourite bookmark
  follow
  buy purchase order pay checkout
  book reserve schedule
  send receive chat message communicate interact contact
  play listen
  assign distribute approve audit
  generate convert calculate draw design
  set select choose
  learn practice study
  participate join match
  translate switch
  complete start finish
  use access perform execute run operate process
  do solve integrate deliver attend rent push engage embed implement introduce experience explain
  receive get obtain earn collect redeem claim
  scan detect identify verify validate confirm
  provide offer support ensure enable include contain
  connect link sync synchronize migrate
  request apply
  invite recommend suggest remind notify alert
`;

const FRENCH_VERBS = `
  browse consulter voir afficher parcourir lire présenter montrer découvrir
  search rechercher chercher trouver
  filter filtrer
  sort trier classer
  add ajouter créer publier saisir enregistrer écrire proposer
  edit modifier éditer changer
  delete supprimer effacer retirer annuler
  manage gérer organiser administrer
  track suivre
  analyze analyser visualiser comparer
  register inscrire
  log-in connecter
  export exporter télécharger imprimer
  share partager
  comment commenter répondre
  rate noter évaluer voter
  buy acheter commander payer
  book réserver planifier
  send envoyer recevoir contacter discuter
  play jouer écouter
`;

const FORMS: ReadonlyMap<string, string> = new Map([
  ...[...table(ENGLISH_VERBS)].flatMap(([verb, meaning]) =>
    englishForms(verb).map((form) => [form, meaning] as const),
  ),
  ...[...table(FRENCH_VERBS)],
]);

/** Every verb with the first one of its line. */
function* table(text: string): Generator<readonly [string, string]> {
  for (const line of text.trim().split('\n')) {
    const verbs = line
      .trim()
      .split(' ')
      .map((verb) => verb.replace('-', ' '));
    for (const verb of verbs) yield [verb, verbs[0] ?? verb];
  }
}

/** "log in" → log in, logging in. Third persons are left out: "orders" and "posts" are things. */
function englishForms(verb: string): string[] {
  const [head = '', ...particles] = verb.split(' ');
  return [verb, [gerund(head), ...particles].join(' ')];
}

function gerund(verb: string): string {
  if (DOUBLED.test(verb)) return `${verb}${verb.at(-1)}ing`;
  return /[^e]e$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
}
