import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

/** People who build systems and show what they built: engineers, developers, résumés. */
export const engineer: Trade = {
  id: 'engineer',
  pattern:
    /\b(?:engineers?|engineering|automation|software developers?|web developers?|front-?end|back-?end|full-?stack developer|programmers?|data scientists?|r[eé]sum[eé]|cv|freelance developer|développeu(?:r|se)|ingénieure?)\b/i,
  profile: {
    layouts: ['editorial'],
    noun: {
      id: 'project',
      ids: 'projects',
      path: 'projects',
      label: localized('Projects / Projets / Imishinga'),
    },
    primaries: ['#0f5c6e', '#3a3f8f', '#9a3b12'],
    hours: 'none',
    leadsTo: 'offers',
    eyebrow: localized(
      'Systems, built and kept running / Des systèmes qui tournent / Sisitemu zikora',
    ),
    closing: readClosing(
      'Something that should run by itself? / Quelque chose qui devrait tourner seul ? / Hari icyakwikoresha? | Describe what it does today; I answer with two ways to change it. / Décrivez ce que cela fait aujourd’hui ; je réponds avec deux pistes. / Sobanura uko gikora ubu.',
    ),
  },
  roles: 'Engineering / Ingénierie / Ubwubatsi',
  copy: site({
    headlines: `
      Quiet systems for noisy places / Des systèmes calmes pour des lieux bruyants / Sisitemu zituje
      I make it work, then I make it simple / Je le fais marcher, puis je le simplifie / Ndabikoresha, nkabyoroshya
    `,
    leads: `
      {name} designs controls, software and the wiring between them, from {place}: what runs, for whom, and what it changed. / {name} conçoit commandes, logiciels et le câblage entre les deux, depuis {place} : ce qui tourne, pour qui, et ce que cela a changé. / {name} ikora sisitemu na porogaramu i {place}.
    `,
    action: 'See the projects / Voir les projets / Reba imishinga',
    offerTitle: 'Running today / En service aujourd’hui / Ibikora ubu',
    offerLead:
      'Six pieces of work that nobody has to think about. / Six réalisations auxquelles personne ne pense plus. / Imishinga itandatu.',
    offer: `
      factory | Bottling line, 12,000 an hour / Ligne d’embouteillage, 12 000 par heure / Umurongo w’amacupa | | Controls rebuilt over one weekend; stops fell from nine a day to one. / Commande refaite en un week-end ; les arrêts passent de neuf par jour à un. / Guhagarara byavuye ku cyenda bigera kuri rimwe.
      droplets | Pumps for a hillside / Pompes pour une colline / Pompe zo ku musozi | | Forty pumps that start on cheap power and text when they cannot. / Quarante pompes qui démarrent à bas tarif et préviennent par SMS. / Pompe mirongo ine.
      thermometer-snowflake | Cold room watch / Veille de chambre froide / Gukurikirana ubukonje | | A sensor, a graph, and a telephone call before the vaccine warms. / Un capteur, une courbe, un appel avant que le vaccin ne chauffe. / Ihamagara mbere y’uko bishyuha.
      sun | Solar dispatch / Répartition solaire / Gukwirakwiza izuba | | Decides each minute between panel, battery and grid. / Choisit chaque minute entre panneau, batterie et réseau. / Ihitamo buri munota.
      package-search | Parcel sorter / Trieur de colis / Ivangura ry’imizigo | | Reads a label at two metres a second, and admits when it cannot. / Lit une étiquette à deux mètres par seconde, et avoue ses doutes. / Isoma vuba.
      git-branch | Open library for meters / Bibliothèque libre pour compteurs / Isomero ry’ibipimo | | Speaks to eleven makes of meter; used in four countries. / Parle à onze marques de compteurs ; utilisée dans quatre pays. / Ikoreshwa mu bihugu bine.
    `,
    storyTitle:
      'Twelve years of switching things on / Douze ans à mettre en marche / Imyaka cumi n’ibiri',
    story: `
      I trained as an electrician, studied control engineering at night, and learned software because the cabinets had become computers. / Électricien de formation, j’ai étudié l’automatique le soir, puis le logiciel, car les armoires étaient devenues des ordinateurs. / Natangiye ndi umunyamashanyarazi.
      I leave drawings, source and a page that says what to do at three in the morning. / Je laisse plans, sources et une page qui dit quoi faire à trois heures du matin. / Nsiga ibishushanyo n’amabwiriza.
    `,
    figures: `
      31 | systems in service / systèmes en service / sisitemu
      4 | countries / pays / ibihugu
      99.6 % / 99,6 % / 99,6 % | of the time running / de disponibilité / zikora
    `,
    quotes: `
      Emmanuel Nkusi | plant manager / directeur d’usine / umuyobozi w’uruganda | The night shift sleeps again. I mean that kindly. / L’équipe de nuit respire. / Abakora nijoro bararuhuka.
      Mercy Chebet | water utility / régie des eaux / ikigo cy’amazi | We own every line of it and can read it. / Chaque ligne est à nous, et nous savons la lire. / Byose ni ibyacu.
      Didier Kalisa | cold chain / chaîne du froid / ubukonje | It called at 2:40. The vaccine was saved at 3:05. / Il a appelé à 2 h 40. À 3 h 05 le vaccin était sauvé. / Yahamagaye 2:40.
    `,
    questions: `
      Do you work on old equipment? / Travaillez-vous sur du matériel ancien ? / Mukora ku bya kera? | Most of it is older than I am. / La plupart est plus âgé que moi. / Yego.
      Who owns the software? / À qui est le logiciel ? / Porogaramu ni iya nde? | You do, with source and drawings. / À vous, sources et plans compris. / Ni iyawe.
      Can you train our staff? / Formez-vous notre équipe ? / Mwigisha abakozi? | Two days are part of every project. / Deux jours font partie de chaque projet. / Iminsi ibiri.
    `,
    gallery: `
      Cabinet seven / Armoire sept / Akabati ka karindwi
      Pump house / Station de pompage / Inzu ya pompe
      Test bench / Banc d’essai / Aho bageragereza
      Line start / Démarrage de ligne / Gutangira
      Wiring plan / Plan de câblage / Igishushanyo
    `,
  }),
};
