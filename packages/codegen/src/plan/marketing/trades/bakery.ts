import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

/** Bread, pastry, cakes. */
export const bakery: Trade = {
  id: 'bakery',
  pattern:
    /\b(?:bakery|bakeries|baker|patisserie|pastry (?:shop|chef)|cake (?:shop|studio)|boulangerie|boulang(?:er|ère)|pâtisserie|pâtissi(?:er|ère))\b/i,
  profile: {
    layouts: ['menu'],
    noun: {
      id: 'bake',
      ids: 'bakes',
      path: 'bakes',
      label: localized('Our bread / Nos pains / Imigati yacu'),
    },
    primaries: ['#9a4a1a', '#7a3b2e', '#5f5a1e'],
    form: 'message',
    hours: 'shop',
    eyebrow: localized(
      'Bread and pastry, {place} / Pain et pâtisserie, {place} / Imigati n’imitsima, {place}',
    ),
    closing: readClosing(
      'Something to celebrate? / Quelque chose à fêter ? / Hari icyo mwizihiza? | Tell us how many you are and by when; the cake is our part. / Dites-nous combien vous êtes et pour quand ; le gâteau, c’est notre part. / Tubwire uko mungana n’igihe; umutsima ni uruhare rwacu.',
    ),
  },
  roles:
    'Baker / Boulangerie / Umutetsi w’imigati; Pastry / Pâtisserie / Imitsima; Counter / Comptoir / Aho bagurira; Deliveries / Livraisons / Kugeza ku bakiriya',
  copy: site({
    headlines: `
      Warm before the street wakes up / Chaud avant le réveil de la rue / Ishyushye mbere y’uko umuhanda ubyuka
      Flour, water, salt and a night / Farine, eau, sel et une nuit / Ifu, amazi, umunyu n’ijoro
    `,
    leads: `
      {name} bakes in {place} from four in the morning: sourdough, milk bread, and cakes for the days that count. / {name} cuit à {place} dès quatre heures : levain, pain au lait et gâteaux pour les jours qui comptent. / {name} iteka i {place} guhera saa kumi z’igitondo.
    `,
    action: 'Order for tomorrow / Commander pour demain / Tumiza iby’ejo',
    offerTitle: 'From the oven today / Au four aujourd’hui / Ibivuye mu ifuru uyu munsi',
    offerLead:
      'Until it is gone, which is mostly before noon. / Jusqu’à épuisement, souvent avant midi. / Kugeza bishize, akenshi mbere ya saa sita.',
    offer: `
      wheat | Sourdough loaf / Pain au levain / Umugati w’umusemburo kamere | 4 | Two days in the making, a week on the table. / Deux jours de travail, une semaine sur la table. / Ukorwa iminsi ibiri.
      sandwich | Milk bread / Pain au lait / Umugati w’amata | 3 | Soft, a little sweet, made for school boxes. / Moelleux, un peu sucré, fait pour les goûters. / Woroshye, uryohereye gato.
      croissant | Croissants / Croissants / Imigati ya kwasa | 2 | Folded by hand, sold by the dozen on Sundays. / Pliés à la main, par douzaine le dimanche. / Ku cyumweru igurishwa ari cumi n’ibiri.
      cookie | Mandazi / Mandazi / Amandazi | 1 | Cardamom, coconut, and gone by ten. / Cardamome, coco, et plus rien à dix heures. / Arimo hiliki na kokonati.
      cake | Birthday cake / Gâteau d’anniversaire / Umutsima w’isabukuru | 35 | Passion fruit or chocolate, your words on top. / Fruit de la passion ou chocolat, vos mots dessus. / Marakuja cyangwa shokora.
      cake-slice | Wedding tiers / Pièce montée / Umutsima w’ubukwe | 180 | Tasted together a month before, delivered and set up. / Goûtée ensemble un mois avant, livrée et dressée. / Usogongerwa mbere y’ukwezi.
    `,
    storyTitle:
      'One oven, three generations / Un four, trois générations / Ifuru imwe, ibisekuru bitatu',
    story: `
      The oven came up the hill on a lorry and has not been cold since. Our starter is older than the youngest baker, and is fed before anyone has breakfast. / Le four est monté sur la colline en camion et n’a plus refroidi. Notre levain est plus vieux que le plus jeune boulanger, et mange avant tout le monde. / Ifuru yazamuwe n’ikamyo kandi ntirakonja.
      Flour comes from two mills we can name, eggs from the neighbour. What is left in the evening goes to the school down the road. / La farine vient de deux moulins que nous connaissons, les œufs du voisin. Ce qui reste le soir va à l’école d’à côté. / Ibisigaye nimugoroba bijya ku ishuri.
    `,
    figures: `
      4:00 | first loaf / première fournée / umugati wa mbere
      12 | breads a day / pains par jour / ubwoko bw’imigati ku munsi
      1998 | the same starter / le même levain / umusemburo umwe
    `,
    quotes: `
      Chantal Ingabire | every morning / chaque matin / buri gitondo | My children know the day of the week by the smell of the bag. / Mes enfants savent quel jour on est à l’odeur du sac. / Abana banjye bamenya umunsi kubera impumuro.
      Patrick Niyonzima | runs a café / tient un café / afite ikawa | They have never been late, and I have never had bread left. / Jamais en retard, et jamais de pain en trop. / Ntibatinda na rimwe.
      Esther Wanjiru | married in May / mariée en mai / yarongowe muri Gicurasi | Guests ask about the cake before they ask about us. / Les invités parlent du gâteau avant de parler de nous. / Abashyitsi babaza iby’umutsima mbere.
    `,
    questions: `
      Until when can I order? / Jusqu’à quand puis-je commander ? / Natumiza kugeza ryari? | Bread until five the evening before; cakes three days ahead. / Le pain jusqu’à 17 h la veille ; les gâteaux trois jours avant. / Umugati: saa kumi n’imwe z’umugoroba ubanza.
      Do you bake without gluten? / Faites-vous du sans gluten ? / Mugira ibitarimo gluteni? | One loaf, on Thursdays, in the same room: not for coeliacs. / Un pain, le jeudi, dans le même fournil : pas pour les cœliaques. / Umugati umwe, ku wa kane.
      Do you deliver? / Livrez-vous ? / Murabitugezaho? | In town before seven; cafés and offices by arrangement. / En ville avant sept heures ; cafés et bureaux sur entente. / Mu mujyi mbere ya saa moya.
    `,
    gallery: `
      Four in the morning / Quatre heures du matin / Saa kumi z’igitondo
      Flour on the bench / Farine sur le plan / Ifu ku meza
      The first tray / La première plaque / Isahani ya mbere
      Sunday queue / File du dimanche / Umurongo wo ku cyumweru
      Passion fruit, three tiers / Fruit de la passion, trois étages / Marakuja, inzego eshatu
    `,
  }),
};
