import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

/** Builders, architects, roofers: people who put up houses. */
export const building: Trade = {
  id: 'building',
  pattern:
    /\b(?:construction|builders?|building company|architects?|architecture|contractors?|roofing|interior design|bâtiment|architectes?|maçonnerie)\b/i,
  profile: {
    layouts: ['banner', 'editorial'],
    noun: {
      id: 'building',
      ids: 'buildings',
      path: 'buildings',
      label: localized('Buildings / Réalisations / Inyubako'),
    },
    primaries: ['#8a3d1b', '#2d4739', '#37475a'],
    eyebrow: localized('Building in {place} / Bâtir à {place} / Kubaka i {place}'),
    closing: readClosing(
      'Have you a plot? / Vous avez un terrain ? / Ufite ikibanza? | Bring a photograph of it; the first sketch is on us. / Apportez-en une photo ; le premier croquis est offert. / Zana ifoto; igishushanyo cya mbere ni ubuntu.',
    ),
  },
  roles:
    'Design / Conception / Igishushanyo; Site / Chantier / Aho bubaka; Engineering / Études / Ubwubatsi; Costs / Métré / Ibiciro',
  copy: site({
    headlines: `
      Houses that know their hill / Des maisons qui connaissent leur colline / Inzu zizi umusozi wazo
      Drawn once, built as drawn / Dessiné une fois, bâti comme dessiné / Byubakwa uko byashushanyijwe
    `,
    leads: `
      {name} designs and builds homes, schools and small offices in {place}, with brick from nearby and a price that holds. / {name} conçoit et bâtit maisons, écoles et petits bureaux à {place}, en brique des environs et à prix tenu. / {name} ishushanya kandi ikubaka inzu, amashuri n’ibiro i {place}.
    `,
    action: 'Talk about a plot / Parler d’un terrain / Tuvugane ku kibanza',
    offerTitle: 'Lately built / Dernières réalisations / Ibyubatswe vuba',
    offerLead:
      'Each can be visited; the owners offered. / Toutes se visitent, leurs propriétaires l’ont proposé. / Byose birasurwa.',
    offer: `
      house | Courtyard house, Rebero / Maison à cour, Rebero / Inzu y’i Rebero | | Three rooms around a mango tree, rain kept in a tank below. / Trois pièces autour d’un manguier, la pluie gardée en citerne. / Ibyumba bitatu bikikije igiti cy’umwembe.
      school | Eight classrooms in Bugesera / Huit classes au Bugesera / Amashuri umunani mu Bugesera | | Light from both sides, and a roof that hums instead of drumming. / Lumière des deux côtés, et un toit qui murmure sous la pluie. / Urumuri ruturuka impande zombi.
      building-2 | Offices above the market / Bureaux au-dessus du marché / Ibiro hejuru y’isoko | | Four floors, cross-ventilated, no cooling machine. / Quatre étages, ventilation traversante, sans climatiseur. / Amagorofa ane, umwuka uhita.
      hospital | Clinic extension / Extension d’une clinique / Kwagura ivuriro | | Built in two halves, so that the doors never closed. / Bâtie en deux moitiés, sans jamais fermer. / Yubatswe idafunze.
      warehouse | Drying hall for coffee / Hangar de séchage / Inzu yo kwanikamo ikawa | | Timber arches over forty drying tables. / Arcs de bois au-dessus de quarante tables. / Ibiti bitwikiriye ameza mirongo ine.
      trees | Pavilion in the park / Pavillon dans le parc / Akazu ko muri pariki | | Bamboo and a floor of river stone. / Bambou et sol en galets. / Imigano n’amabuye.
    `,
    storyTitle:
      'We stay until the first rain / Nous restons jusqu’à la première pluie / Tuguma kugeza imvura iguye',
    story: `
      A house is finished when it has been through a storm with its owners in it. We come back after the first one, with a ladder. / Une maison est finie quand elle a passé un orage avec ses habitants. Nous revenons après le premier, avec une échelle. / Inzu irangira imaze kunyuramo umuvumbi.
      Our masons are paid by the month, not by the wall. It shows in the corners. / Nos maçons sont payés au mois, pas au mur. Cela se voit dans les angles. / Abafundi bacu bahembwa buri kwezi.
    `,
    figures: `
      63 | buildings standing / bâtiments debout / inyubako
      9 km | mean way of a brick / trajet moyen d’une brique / urugendo rw’itafari
      0 | handed over late since 2019 / retard depuis 2019 / byatinze kuva 2019
    `,
    quotes: `
      Donatille Mukantwari | lives in the courtyard house / habite la maison à cour / utuye mu nzu | At noon it is cool, and nobody believes there is no machine. / À midi il fait frais, et personne ne croit qu’il n’y a pas de machine. / Saa sita haba hafutse.
      Innocent Rukundo | school bursar / économe d’école / umucungamutungo w’ishuri | The last bill was the one we had signed. / La dernière facture était celle signée au départ. / Fagitire ya nyuma yari iyo twasinye.
      Farida Said | runs the clinic / dirige la clinique / ayobora ivuriro | They built around our patients, quietly. / Ils ont bâti autour de nos patients, sans bruit. / Bubatse batabangamiye abarwayi.
    `,
    questions: `
      What does a drawing cost? / Combien coûte un plan ? / Igishushanyo ni angahe? | The first sketch nothing; plans for a permit are a fixed sum, said beforehand. / Le premier croquis rien ; les plans de permis un forfait annoncé. / Icya mbere ni ubuntu.
      How long does a house take? / Combien de temps pour une maison ? / Inzu imara igihe kingana iki? | Seven to ten months from permit to key. / Sept à dix mois du permis à la clé. / Amezi arindwi kugeza ku icumi.
      Do you handle the permit? / Faites-vous le permis ? / Mushaka icyangombwa? | Yes, and the visits that go with it. / Oui, et les visites qui vont avec. / Yego.
      Can we build in stages? / Peut-on bâtir par étapes ? / Twubaka mu byiciro? | Gladly: we draw the end first, so that each stage is whole. / Volontiers : nous dessinons la fin d’abord, chaque étape est complète. / Yego.
    `,
    gallery: `
      Brick, first course / Brique, premier rang / Amatafari ya mbere
      Roof beams in March / La charpente en mars / Igisenge
      Light in a classroom / Lumière d’une classe / Urumuri mu ishuri
      The model on the table / La maquette sur la table / Urugero ku meza
      Handing over the key / La remise de la clé / Gutanga urufunguzo
    `,
  }),
};
