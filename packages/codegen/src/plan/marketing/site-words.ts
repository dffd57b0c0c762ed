import { table } from '../../domains/text-table.ts';
import { localized, type Localized } from '../../spec/localized.ts';
import { type MarketingPlan } from './site-plan.ts';

type Step = MarketingPlan['steps'][number];

/** How working with the people behind a site goes. */
export const SERVICE_STEPS: Step[] = [
  step(
    'You call or write / Vous appelez ou écrivez / Uratwandikira',
    'Tell us what you have in mind. A person answers within a working day. / Dites-nous votre projet. Une personne répond sous un jour ouvré. / Tubwire icyo wifuza; tugusubiza mu munsi umwe.',
  ),
  step(
    'We come and look / Nous venons voir / Turaza kureba',
    'A short visit, a few questions, and no charge for either. / Une courte visite, quelques questions, le tout sans frais. / Gusura gato n’ibibazo bike, ku buntu.',
  ),
  step(
    'You get one clear price / Un prix clair / Igiciro kimwe gisobanutse',
    'In writing, with the dates. It does not move afterwards. / Par écrit, avec les dates. Il ne bouge plus ensuite. / Cyanditse, hamwe n’amatariki.',
  ),
  step(
    'We do the work / Nous faisons le travail / Turakora',
    'And come back after a month to see how it holds. / Et revenons un mois plus tard voir comment cela tient. / Tukagaruka nyuma y’ukwezi kureba.',
  ),
];

export const PRODUCT_STEPS: Step[] = [
  step(
    'Sign up with an address / Inscrivez-vous avec une adresse / Iyandikishe',
    'No card, no call, no form with twelve fields. / Ni carte, ni appel, ni formulaire à douze champs. / Nta karita, nta rupapuro rurerure.',
  ),
  step(
    'Bring what you have / Apportez ce que vous avez / Zana ibyo ufite',
    'Spreadsheets and contacts are read in as they are. / Tableurs et contacts sont repris tels quels. / Impapuro zawe zinjira uko ziri.',
  ),
  step(
    'Work from the first day / Travaillez dès le premier jour / Tangira ako kanya',
    'Most teams plan their first week in the first hour. / La plupart des équipes planifient leur semaine dans la première heure. / Amakipe menshi atangira mu isaha imwe.',
  ),
];

/** Word marks of customers. */
export const CLIENTS = [
  'Imena Foods',
  'Rebero Lodge',
  'Inzozi Schools',
  'Nyungwe Tea',
  'Kivu Line',
];

/** What people do where nothing is known about the trade; the first one leads. */
export const GENERAL_ROLES =
  'Founder / Direction / Washinze; Planning / Planification / Igenamigambi; Customer care / Relation client / Kwita ku bakiriya; Accounts / Comptabilité / Ibaruramari';

/** What people say about themselves, in a line. */
export const TEAM_LINES: Localized[] = [
  'Started it, and still opens the door in the morning. / À l’origine de tout, et ouvre encore la porte le matin. / Ni we watangije, kandi ni we ufungura mu gitondo.',
  'Knows where everything is, and why. / Sait où tout se trouve, et pourquoi. / Azi aho buri kintu kiri n’impamvu.',
  'Answers the phone before the second ring. / Décroche avant la deuxième sonnerie. / Yitaba telefone vuba.',
  'Came for a summer and stayed for nine years. / Venu pour un été, resté neuf ans. / Yaje mu biruhuko, agumana natwe imyaka icyenda.',
].map(localized);

/** Short notices, the newest first. */
export const NEWS: MarketingPlan['news'] = [
  notice(
    'new-opening-hours',
    '2026-10-19',
    'Open earlier on weekdays / Ouvert plus tôt en semaine / Dufungura kare',
    'Many of you asked for it: from now on we open half an hour earlier from Monday to Friday. / Vous étiez nombreux à le demander : nous ouvrons désormais une demi-heure plus tôt du lundi au vendredi. / Mwabisabye muri benshi: dufungura igice cy’isaha kare.',
  ),
  notice(
    'open-day',
    '2026-09-05',
    'Thank you for coming to our open day / Merci d’être venus à notre journée portes ouvertes / Murakoze kuza kudusura',
    'Two hundred and forty visitors, three school classes and one very curious goat. We will do it again next year. / Deux cent quarante visiteurs, trois classes et une chèvre très curieuse. Nous recommencerons l’an prochain. / Abashyitsi magana abiri na mirongo ine. Tuzongera umwaka utaha.',
  ),
  notice(
    'apprentices',
    '2026-07-13',
    'Two apprentices join the team / Deux apprentis rejoignent l’équipe / Abimenyereza babiri',
    'They will spend their first year with us, one month in each part of the house. / Ils passeront leur première année chez nous, un mois dans chaque service. / Bazamara umwaka wa mbere hano.',
  ),
];

/** Steps from a table "title | text". */
export function readSteps(text: string): Step[] {
  return table(text).map(([title = '', line = '']) => step(title, line));
}

function step(title: string, text: string): Step {
  return { title: localized(title), text: localized(text) };
}

function notice(slug: string, date: string, title: string, text: string) {
  return { slug, date, title: localized(title), text: localized(text) };
}
