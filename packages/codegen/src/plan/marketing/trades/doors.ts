import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

export const doors: Trade = {
  id: 'doors',
  pattern: /\b(?:doors?|windows? and doors|portes?|menuiserie|joinery)\b/i,
  profile: {
    layouts: ['banner', 'editorial'],
    noun: {
      id: 'door',
      ids: 'doors',
      path: 'doors',
      label: localized('Doors / Portes / Inzugi'),
    },
    primaries: ['#7c3f17', '#2f4a3c', '#34404f'],
    leadsTo: 'offers',
    eyebrow: localized(
      'Door makers in {place} / Fabricants de portes à {place} / Abakora inzugi, {place}',
    ),
    closing: readClosing(
      'Which opening is it? / De quelle baie s’agit-il ? / Ni uruhe rugi? | Send a photograph and two measures; a price comes back within two days. / Envoyez une photo et deux mesures ; un prix vous revient en deux jours. / Ohereza ifoto n’ibipimo bibiri.',
    ),
  },
  roles:
    'Workshop / Atelier / Ikarabo; Design and measuring / Dessin et prise de cotes / Ibishushanyo; Fitting / Pose / Gushyiraho; Showroom / Salle d’exposition / Aho berekana',
  copy: site({
    headlines: `
      Doors that close with one finger / Des portes qui ferment d’un doigt / Inzugi zifungwa n’urutoki
      Built for weather, made to be touched / Faites pour le temps, et pour la main / Zikomeye, zinogeye ikiganza
    `,
    leads: `
      {name} draws, builds and hangs doors for homes, schools and hotels around {place}. Come and open forty of them in the showroom. / {name} dessine, fabrique et pose des portes pour maisons, écoles et hôtels autour de {place}. Venez en ouvrir quarante à l’exposition. / {name} ikora kandi ishyiraho inzugi z’ingo, amashuri na hoteli i {place}. Ngwino urebe mirongo ine.
    `,
    action: 'See the doors / Voir les portes / Reba inzugi',
    offerTitle: 'The range / La gamme / Ubwoko bw’inzugi',
    offerLead:
      'Eight families; every size is made to the opening. / Huit familles, chaque taille à la mesure de la baie. / Ubwoko umunani, buri rugi rupimwa.',
    offer: `
      door-closed | Oak entrance door / Porte d’entrée en chêne / Urugi rw’igiti | 640 | Solid core, three-point lock, a threshold that keeps the rain out. / Âme pleine, serrure trois points, seuil étanche à la pluie. / Urugi rukomeye, ingufuri eshatu.
      shield-check | Steel security door / Porte blindée en acier / Urugi rw’icyuma | 780 | Two-millimetre steel on a welded frame, painted in any colour. / Acier de deux millimètres sur cadre soudé, peint à la couleur voulue. / Icyuma cya milimetero ebyiri.
      panels-left-bottom | Sliding glass door / Baie coulissante / Urugi rw’ikirahure | 920 | Runs on stainless wheels, double glazed, child-safe. / Roule sur galets inox, double vitrage, sûre pour les enfants. / Rugenda ku mapine, ikirahure kabiri.
      flame | Fire door, 60 minutes / Porte coupe-feu, 60 minutes / Urugi rwirinda umuriro | 540 | Tested and labelled, for corridors, kitchens and plant rooms. / Testée et étiquetée, pour couloirs, cuisines et locaux techniques. / Rwageragejwe, iminota 60.
      door-open | Panelled interior door / Porte intérieure à panneaux / Urugi rw’imbere | 210 | Four panels, silent latch, ready for paint or oil. / Quatre panneaux, pêne silencieux, à peindre ou à huiler. / Urugi rw’icyumba, rutuje.
      fold-horizontal | Folding partition / Cloison pliante / Urugi ruzingwa | 1180 | Opens a hall for two hundred in under a minute. / Ouvre une salle de deux cents places en moins d’une minute. / Rufungura icyumba kinini.
      blinds | Louvred wardrobe door / Porte de placard persiennée / Urugi rw’akabati | 130 | Lets linen breathe; sold in pairs. / Laisse respirer le linge ; vendue par paire. / Umwuka uhita; zigurwa ebyiri.
      warehouse | Garage and gate / Garage et portail / Urugi rwa garaje | 1460 | Sectional, balanced by springs, by hand or by motor. / Sectionnelle, équilibrée par ressorts, manuelle ou motorisée. / Rufungurwa n’intoki cyangwa moteri.
    `,
    storyTitle: 'From one bench to a long hall / D’un établi à un long hall / Kuva ku ntebe imwe',
    story: `
      Our first door was for a neighbour who could not close his. We measured the opening three times, and he still sends us his cousins. / Notre première porte fut pour un voisin dont la sienne ne fermait plus. Nous avons mesuré trois fois, et il nous envoie encore ses cousins. / Urugi rwa mbere rwari urw’umuturanyi.
      The timber is dried here for two months before it is cut, the steel is bent in the next bay, and the same crew that builds a door hangs it. / Le bois sèche ici deux mois avant la coupe, l’acier se plie dans la travée voisine, et l’équipe qui fabrique une porte la pose. / Igiti cyumishwa amezi abiri mbere yo gukatwa.
    `,
    figures: `
      14,200 / 14 200 / 14.200 | doors hung / portes posées / inzugi zashyizweho
      10 / 10 / 10 | years of guarantee / ans de garantie / imyaka ya garanti
      31 | people in the workshop / personnes à l’atelier / abakozi
    `,
    quotes: `
      Immaculée Nyirahabimana | head of a school / directrice d’école / umuyobozi w’ishuri | Ninety doors in one holiday. Not one of them sticks. / Quatre-vingt-dix portes en une période de vacances. Aucune ne coince. / Inzugi mirongo icyenda mu kiruhuko kimwe.
      Patrick Ssemwogerere | hotel manager / directeur d’hôtel / umuyobozi wa hoteli | Guests no longer hear the corridor, and I no longer hear the guests. / Les clients n’entendent plus le couloir, et moi je n’entends plus les clients. / Nta rusaku rukiri mu byumba.
      Chantal Mukeshimana | home owner / propriétaire / nyir’inzu | My mother opens it with one hand and her shopping in the other. / Ma mère l’ouvre d’une main, ses courses dans l’autre. / Mama arufunguza ukuboko kumwe.
    `,
    questions: `
      How long does a door take? / Quel est le délai ? / Urugi rumara igihe kingana iki? | Three weeks from measuring to hanging; five for steel with a special colour. / Trois semaines de la mesure à la pose ; cinq pour l’acier à couleur spéciale. / Ibyumweru bitatu.
      Do you take the old door away? / Reprenez-vous l’ancienne porte ? / Mutwara urugi rushaje? | Yes, and good timber finds a second life in our workshop. / Oui, et le bon bois a une seconde vie à l’atelier. / Yego, igiti cyiza kirongera kigakoreshwa.
      Can I see them before I order? / Peut-on les voir avant de commander ? / Nshobora kuzireba mbere? | Forty hang in the showroom, and we bring samples of wood and colour to you. / Quarante sont exposées, et nous apportons des échantillons de bois et de couleur. / Yego, mirongo ine zirahari.
      What does the guarantee cover? / Que couvre la garantie ? / Garanti ikubiyemo iki? | Ten years on the leaf and frame, two on locks and closers, hanging included. / Dix ans sur le vantail et le cadre, deux sur serrures et ferme-portes, pose comprise. / Imyaka icumi ku rugi, ibiri ku ngufuri.
    `,
    gallery: `
      Oak before the oil / Le chêne avant l’huile / Igiti mbere y’amavuta
      Hanging day at the hotel / Jour de pose à l’hôtel / Umunsi wo gushyiraho
      A row of school doors / Une rangée de portes d’école / Inzugi z’ishuri
      Welding the frames / Soudure des cadres / Gusudira
      The blue door of Kimihurura / La porte bleue de Kimihurura / Urugi rw’ubururu
      Glass to the garden / Du verre vers le jardin / Ikirahure kireba ubusitani
      Hinges, drawer nine / Charnières, tiroir neuf / Amapata
      The showroom at noon / L’exposition à midi / Aho berekana saa sita
    `,
  }),
};
