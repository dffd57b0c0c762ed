import { localized } from '../spec/localized.ts';
import { type Capability, type CapabilityId } from './capability.ts';

export { type Capability, type CapabilityId } from './capability.ts';

/** Verbs that ask for a behaviour when no more telling word stands in the ask. */
const BY_VERB: Readonly<Record<string, CapabilityId>> = {
  browse: 'browse',
  search: 'search',
  filter: 'filter',
  sort: 'sort',
  add: 'create',
  edit: 'edit',
  delete: 'delete',
  manage: 'manage',
  track: 'browse',
  analyze: 'charts',
  register: 'signUp',
  'log in': 'signIn',
  export: 'export',
  import: 'upload',
  share: 'share',
  comment: 'comment',
  rate: 'rate',
  like: 'favourites',
  buy: 'cart',
  book: 'create',
  send: 'contact',
  play: 'play',
  translate: 'languages',
  notify: 'notify',
};

/** What an ask asks for; undefined when no word of it is known. */
export function capabilityOf(text: string, verb?: string): CapabilityId | undefined {
  const found = CAPABILITIES.find(({ words }) => words.test(text));
  return found?.id ?? (verb === undefined ? undefined : BY_VERB[verb]);
}

export function capabilityById(id: string): Capability | undefined {
  return CAPABILITIES.find((capability) => capability.id === id);
}

const built = (id: CapabilityId, words: RegExp): Capability => ({ id, words, support: 'built' });
const partly = (id: CapabilityId, words: RegExp, note: string): Capability => ({
  id,
  words,
  support: 'partly',
  note: localized(note),
});
const unbuilt = (id: CapabilityId, words: RegExp, note: string): Capability => ({
  ...partly(id, words, note),
  support: 'unbuilt',
});
const NEVER = /$^/;

/** In the order in which they are looked for: the most telling words first. */
const CAPABILITIES: readonly Capability[] = [
  unbuilt(
    'virtualReality',
    /\b(?:virtual reality|vr|3d|augmented)\b/i,
    'Pages are flat; there is no 3D or virtual reality. / Les pages sont planes, sans 3D ni réalité virtuelle.',
  ),
  unbuilt(
    'scan',
    /\b(?:qr|barcodes?|scan(?:s|ning)?|face recognition|identification)\b/i,
    'Nothing is scanned. / Rien n’est scanné.',
  ),
  unbuilt(
    'intelligence',
    /\b(?:ai|artificial intelligence|machine learning|text-to-image|intelligent|personali[sz]ed recommendations?|algorithms?)\b/i,
    'The app runs in the browser without a model. / L’application fonctionne sans modèle.',
  ),
  unbuilt(
    'chat',
    /\b(?:chats?|chatting|instant messag\w+|video calls?|voice calls?|live chat|discussion en direct)\b/i,
    'Messages are kept and shown, but nobody answers them live. / Les messages sont conservés, sans réponse en direct.',
  ),
  unbuilt(
    'cart',
    /\b(?:shopping carts?|cart|checkout|panier|in-app purchases?)\b/i,
    'Products and orders can be kept; there is no cart yet. / Produits et commandes existent, sans panier.',
  ),
  unbuilt(
    'payments',
    /\b(?:payments?|pay|deposits?|withdraw(?:al)?s?|wallet|paiements?|token integration)\b/i,
    'No money is moved; payments can be recorded. / Aucun paiement n’est effectué, ils peuvent être saisis.',
  ),
  unbuilt(
    'map',
    /\b(?:maps?|geolocation|gps|navigation map|location tracking|carte interactive)\b/i,
    'There is no map; places are listed. / Pas de carte, les lieux sont listés.',
  ),
  unbuilt(
    'upload',
    /\b(?:upload(?:s|ing|ed)?|import(?:s|ing|ed)?|téléverser|importer)\b/i,
    'Files cannot be uploaded yet. / L’envoi de fichiers n’est pas encore possible.',
  ),
  unbuilt(
    'media',
    /\b(?:playback|stream(?:s|ing)?|play (?:music|songs?|videos?|audio)|watch(?:ing)? videos?|audio|video lectures?|live broadcast\w*)\b/i,
    'Titles are listed; nothing is played. / Les titres sont listés, rien n’est lu.',
  ),
  unbuilt(
    'play',
    /\b(?:play(?:s|ing)? (?:the |a )?games?|gameplay|combat|control the|two-player|multiplayer|opponents?|obstacles?|swipe|jump)\b/i,
    'The game itself is not playable; its levels, players and results are kept. / Le jeu n’est pas jouable, ses niveaux, joueurs et résultats sont conservés.',
  ),
  unbuilt(
    'convert',
    /\b(?:convert(?:s|er|ing)?|calculat\w+|generat(?:e|es|ing) (?:code|images?|videos?|word clouds?)|transform\w*)\b(?!.*\b(?:charts?|graphs?|visuali[sz]))/i,
    'Nothing is converted or calculated; results can be kept. / Rien n’est converti, les résultats peuvent être conservés.',
  ),
  unbuilt(
    'seats',
    /\bseats?\b/i,
    'Seats are typed in, not picked from a plan. / Les places sont saisies, sans plan de salle.',
  ),
  partly(
    'streaks',
    /\b(?:streaks?|heatmaps?|punch[- ]?in|check-?in)\b/i,
    'Streaks are numbers to edit, not counted by the day. / Les séries sont des nombres à modifier.',
  ),
  partly(
    'calendar',
    /\b(?:calendars?|agenda|calendrier)\b/i,
    'Dates are kept and can be sorted; there is no month view. / Les dates sont triables, sans vue du mois.',
  ),
  partly(
    'realTime',
    /\b(?:real[- ]?time|live updates?|temps réel)\b/i,
    'Changes appear at once in every tab of this browser, not from a server. / Les changements apparaissent dans chaque onglet du navigateur, pas depuis un serveur.',
  ),
  unbuilt(
    'notify',
    /\b(?:notifications?|remind(?:er)?s?|alerts? users?|push|e-?mail me)\b/i,
    'Nobody is notified. / Personne n’est averti.',
  ),
  partly(
    'carousel',
    /\b(?:carousels?|sliders?|slideshow|accordion)\b/i,
    'Highlights stand side by side; they do not move by themselves. / Les mises en avant sont côte à côte, sans défilement.',
  ),
  partly(
    'leaderboard',
    /\b(?:leaderboards?|rankings?|classement)\b/i,
    'Lists can be sorted by score. / Les listes se trient par score.',
  ),
  partly('markdown', /\bmarkdown\b/i, 'Texts are plain. / Les textes sont simples.'),
  partly(
    'pdf',
    /\bpdf\b/i,
    'The print view can be saved as PDF from the browser. / La vue d’impression s’enregistre en PDF depuis le navigateur.',
  ),
  built('board', /\b(?:kanban|drag[- ]and[- ]drop|glisser[- ]déposer|boards?)\b/i),
  built('favourites', /\b(?:favou?rites?|bookmarks?|likes?|favoris|wish ?list)\b/i),
  built('export', /\b(?:export(?:s|ing|ed)?|download(?:s|ing|ed)?|csv|exporter|télécharger)\b/i),
  built('print', /\b(?:print(?:s|ing|able)?|print view|imprimer)\b/i),
  built(
    'charts',
    /\b(?:charts?|graphs?|dashboards?|visuali[sz]\w*|statistic\w*|analytics|analysis|analy[sz]\w*|reports?|kpis?|metrics|tableaux? de bord|graphiques?|statistiques?|rapports?)\b/i,
  ),
  partly(
    'rate',
    /\b(?:ratings?|rate|reviews?|evaluat\w+|votes?|polls?|notes? et avis)\b/i,
    'Ratings are a field of the records. / Les notes sont un champ des fiches.',
  ),
  partly(
    'comment',
    /\b(?:comments?|replies|reply|commentaires?)\b/i,
    'Comments are kept as a list of their own where the prompt names them. / Les commentaires forment leur propre liste.',
  ),
  partly(
    'roles',
    /\b(?:roles?|permissions?|access control|administrators?|admin|rôles?|droits)\b/i,
    'There are an administrator and a member to sign in as; only the administrator deletes. / Un administrateur et un membre peuvent se connecter ; seul le premier supprime.',
  ),
  built(
    'signUp',
    /\b(?:registration|register|sign[- ]?up|create an account|s’inscrire|inscription)\b/i,
  ),
  built(
    'profile',
    /\b(?:profiles?|personal (?:information|info|center|data)|account information|their accounts?|user center|profil)\b/i,
  ),
  built(
    'signIn',
    /\b(?:auth|authentication|log[- ]?in|login|sign[- ]?in|accounts?|passwords?|connexion|se connecter)\b/i,
  ),
  built('languages', /\b(?:languages?|multi-?lingual|bilingual|translations?|langues?)\b/i),
  built('darkMode', /\bdark (?:mode|theme)|\bmode sombre\b/i),
  built(
    'responsive',
    /\b(?:responsive|mobile(?:-friendly)?|screen sizes?|devices?|optimi[sz]ed for)\b/i,
  ),
  built(
    'accessible',
    /\b(?:accessib\w+|user[- ]friendly|user experience|easy to use|smooth|reasonable layout)\b/i,
  ),
  built('navigation', /\b(?:navigat\w+|sidebar|side menu|menus?|top bar|layout|footer|header)\b/i),
  partly(
    'seo',
    /\b(?:seo|search engine|loading speed|keywords?)\b/i,
    'Pages have titles and a description, and load quickly. / Les pages ont titre et description, et se chargent vite.',
  ),
  built(
    'contact',
    /\b(?:contact (?:us|forms?|information|details|page|the)|contact$|consultation|leave messages?|inquir(?:y|ies) form|nous contacter)\b/i,
  ),
  built('gallery', /\b(?:galler(?:y|ies)|photo albums?|pictures? display|galerie)\b/i),
  built('faq', /\b(?:faqs?|questions and answers|foire aux questions)\b/i),
  built('testimonials', /\b(?:testimonials?|customer stories|témoignages?|success stories)\b/i),
  built('pricing', /\b(?:pricing|price list|plans?|tarifs?)\b/i),
  partly(
    'newsletter',
    /\b(?:newsletters?|subscribe|subscriptions?|lettre d’information)\b/i,
    'Addresses can be left through the contact form. / Une adresse peut être laissée par le formulaire.',
  ),
  built(
    'about',
    /\b(?:about(?: us| page)?|introductions?|company (?:information|profile|introductions?)|à propos|présentation)\b/i,
  ),
  built('home', /\b(?:home ?pages?|landing page|page d’accueil)\b/i),
  built(
    'search',
    /\b(?:search(?:es|ing)?|quer(?:y|ies|ying)|inquir\w+|find|recherch\w+|chercher)\b/i,
  ),
  built('filter', /\b(?:filter(?:s|ing|ed)?|filtr\w+)\b/i),
  built('sort', /\b(?:sort(?:s|ing|ed)?|order by|tri(?:er)?)\b/i),
  built('paginate', /\b(?:pagination|paging|pages? of results)\b/i),
  built('categories', /\b(?:categor\w+|tags?|classification|types?|catégories?)\b/i),
  partly(
    'settings',
    /\b(?:settings?|configur\w+|customi[sz]\w+|preferences?|paramètres)\b/i,
    'The look can be switched between light and dark; other settings are fields of the records. / L’apparence se règle en clair ou sombre.',
  ),
  partly(
    'share',
    /\b(?:shar(?:e|es|ing)|social media|partag\w+)\b/i,
    'Every view has an address that can be shared. / Chaque vue a une adresse à partager.',
  ),
  built('detail', /\b(?:details?|detailed information|détails?)\b/i),
  built('manage', /\b(?:management|gestion)\b/i),
  built('subject', NEVER),
  built('fields', NEVER),
  built('create', NEVER),
  built('edit', NEVER),
  built('delete', NEVER),
  built('browse', /\b(?:display|showcase|list(?:s|ing)?|browsing)\b/i),
];
