import { localized } from '../../spec/localized.ts';

/** What pages of every site say: headings, buttons, messages of forms. */
export const LABELS = {
  home: localized('Home / Accueil / Ahabanza'),
  about: localized('About / À propos / Abo turi bo'),
  contact: localized('Contact / Contact / Twandikire'),
  questions: localized('Questions / Questions / Ibibazo'),
  pricing: localized('Pricing / Tarifs / Ibiciro'),
  gallery: localized('Gallery / Galerie / Amafoto'),
  news: localized('News / Actualités / Amakuru'),
  pages: localized('Pages / Pages / Amapaji'),
  visit: localized('Visit / Nous trouver / Dusure'),
  openingHours: localized('Opening hours / Horaires / Amasaha dukora'),
  closed: localized('Closed / Fermé / Harafunze'),
  address: localized('Address / Adresse / Aho turi'),
  phone: localized('Phone / Téléphone / Telefone'),
  email: localized('E-mail / E-mail / Imeyili'),
  call: localized('Call us / Nous appeler / Duhamagare'),
  openMap: localized('Open in a map / Ouvrir dans une carte / Fungura ikarita'),
  mapTitle: localized(
    'Sketch of the streets around us / Croquis des rues alentour / Igishushanyo cy’imihanda',
  ),
  notFoundTitle: localized('This page is not here / Cette page n’existe pas / Iyi paji ntihari'),
  notFoundText: localized(
    'The address may be old or mistyped. The home page leads everywhere. / L’adresse est peut-être ancienne ou mal saisie. L’accueil mène partout. / Aderesi ishobora kuba ishaje. Ahabanza hakugeza hose.',
  ),
  backHome: localized('Back to the home page / Retour à l’accueil / Subira ahabanza'),
  writeToUs: localized('Write to us / Nous écrire / Twandikire'),
  bookTitle: localized('Ask for a date / Demander une date / Saba itariki'),
  contactLead: localized(
    'Tell us what you need. A person reads it and answers within a working day. / Dites-nous ce qu’il vous faut. Une personne lit et répond sous un jour ouvré. / Tubwire icyo ukeneye; tugusubiza mu munsi umwe w’akazi.',
  ),
  name: localized('Your name / Votre nom / Izina ryawe'),
  message: localized('Message / Message / Ubutumwa'),
  date: localized('Date / Date / Itariki'),
  guests: localized('People / Personnes / Abantu'),
  wishes: localized('Anything we should know? / Une précision ? / Hari icyo twamenya?'),
  nameMissing: localized('Please tell us your name. / Indiquez votre nom. / Andika izina ryawe.'),
  emailWrong: localized(
    'Please enter an address such as you@example.com. / Saisissez une adresse comme vous@exemple.com. / Andika imeyili nka wowe@urugero.com.',
  ),
  messageShort: localized(
    'A sentence or two helps us to answer. / Une phrase ou deux nous aident à répondre. / Andika interuro imwe cyangwa ebyiri.',
  ),
  dateMissing: localized('Please choose a date. / Choisissez une date. / Hitamo itariki.'),
  dateInPast: localized(
    'Please choose a date to come. / Choisissez une date à venir. / Hitamo itariki itaragera.',
  ),
  guestsWrong: localized(
    'Between 1 and 20 people. / Entre 1 et 20 personnes. / Abantu 1 kugeza 20.',
  ),
  continue: localized('Continue / Continuer / Komeza'),
  readyTitle: localized(
    'Your message is ready / Votre message est prêt / Ubutumwa bwawe buriteguye',
  ),
  readyText: localized(
    'One step is left: send it from your own e-mail, so that you keep a copy. / Une étape encore : envoyez-le depuis votre messagerie, vous en garderez une copie. / Hasigaye intambwe imwe: bwohereze ukoresheje imeyili yawe.',
  ),
  sendByEmail: localized('Send by e-mail / Envoyer par e-mail / Ohereza kuri imeyili'),
  writeAnother: localized('Write another / En écrire un autre / Andika ubundi'),
  from: localized('from / dès / guhera kuri'),
  perMonth: localized('a month / par mois / ku kwezi'),
  recommended: localized('Recommended / Conseillé / Bikunzwe'),
  choose: localized('Choose this plan / Choisir cette formule / Hitamo iyi'),
  plansTitle: localized('Plans / Formules / Ibiciro'),
  plansLead: localized(
    'Change or leave at the end of any month. / Changez ou partez à chaque fin de mois. / Wahindura cyangwa ukareka buri kwezi.',
  ),
  stepsTitle: localized('How it goes / Comment ça se passe / Uko bigenda'),
  quotesTitle: localized('In their words / Ils en parlent / Mu magambo yabo'),
  clientsTitle: localized('In use at / Utilisé par / Bikoreshwa na'),
  galleryTitle: localized('Around here / Par ici / Hano iwacu'),
  questionsTitle: localized('Often asked / On nous demande souvent / Ibibazwa kenshi'),
  questionsLead: localized(
    'Something missing? Write to us. / Il manque quelque chose ? Écrivez-nous. / Hari ikibura? Twandikire.',
  ),
  teamTitle: localized('Who you will meet / Qui vous rencontrerez / Abo muzahura'),
  seeAll: localized('See all / Tout voir / Reba byose'),
  readMore: localized('About us / À propos de nous / Menya byinshi'),
  alsoLike: localized('You may also like / À voir aussi / Ibindi wakunda'),
  ask: localized('Ask about it / Poser une question / Baza'),
  details: localized('At a glance / En bref / Muri make'),
  price: localized('Price / Prix / Igiciro'),
  searchNothing: localized(
    'Nothing fits these words. / Rien ne correspond. / Nta bihuye n’aya magambo.',
  ),
  searchAgain: localized(
    'Try fewer of them. / Essayez avec moins de mots. / Gerageza amagambo make.',
  ),
  newsTitle: localized('What is new / Quoi de neuf / Ibishya'),
  newsletterTitle: localized(
    'A letter now and then / Une lettre de temps en temps / Amakuru rimwe na rimwe',
  ),
  newsletterText: localized(
    'News by e-mail, four times a year. / Des nouvelles par e-mail, quatre fois par an. / Amakuru kuri imeyili, kane mu mwaka.',
  ),
  subscribe: localized('Subscribe / S’abonner / Iyandikishe'),
  subscribed: localized(
    'Thank you: you are on the list. / Merci : vous êtes sur la liste. / Urakoze: uri ku rutonde.',
  ),
  rights: localized(
    'All rights reserved. / Tous droits réservés. / Uburenganzira bwose burabitswe.',
  ),
  sections: localized('Sections / Rubriques / Ibice'),
} as const;
