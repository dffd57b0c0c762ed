import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

export const museum: Trade = {
  id: 'museum',
  pattern:
    /\b(?:museums?|exhibitions?|art galler(?:y|ies)|heritage|cultural history|musées?|expositions?|patrimoine)\b/i,
  profile: {
    layouts: ['editorial'],
    noun: {
      id: 'exhibition',
      ids: 'exhibitions',
      path: 'exhibitions',
      label: localized('Exhibitions / Expositions / Imurika'),
    },
    primaries: ['#7a2e1d', '#22453f', '#4b3a6b'],
    hours: 'days',
    leadsTo: 'offers',
    eyebrow: localized('Museum in {place} / Musée à {place} / Inzu ndangamurage, {place}'),
    closing: readClosing(
      'Bring a class, a grandmother, an hour / Venez avec une classe, une grand-mère, une heure / Zana ishuri, nyokuru, isaha | Guided tours in three languages; tell us the day. / Visites guidées en trois langues ; dites-nous le jour. / Kuyoborwa mu ndimi eshatu.',
    ),
  },
  roles:
    'Collections / Collections / Ibyegeranyo; Education / Médiation / Uburezi; Conservation / Restauration / Kubungabunga; Visitors / Accueil / Kwakira abashyitsi',
  copy: site({
    headlines: `
      Things that remember for us / Des objets qui se souviennent pour nous / Ibintu bitwibutsa
      Come close: it is allowed here / Approchez : ici, c’est permis / Egera: biremewe
    `,
    leads: `
      {name} keeps what people in {place} made, wore and sang, and shows it with the stories of those who still know. / {name} garde ce que les gens de {place} ont fait, porté et chanté, et le montre avec ceux qui savent encore. / {name} ibika ibyo abantu b’i {place} bakoze, bambaye kandi baririmbye.
    `,
    action: 'See the exhibitions / Voir les expositions / Reba imurika',
    offerTitle: 'On view / À voir / Ibigaragara',
    offerLead:
      'Four rooms and a garden, changed twice a year. / Quatre salles et un jardin, renouvelés deux fois par an. / Ibyumba bine n’ubusitani.',
    offer: `
      drum | Drums of the court / Les tambours de la cour / Ingoma z’ibwami | | Nine drums and the recordings of those who played them. / Neuf tambours et les enregistrements de leurs joueurs. / Ingoma icyenda.
      shapes | Imigongo: pattern as speech / Imigongo, le motif comme parole / Imigongo: imvugo y’amabara | | Cow dung, ash and aloe, raised into geometry. / Bouse, cendre et aloès, dressés en géométrie. / Amase, ivu n’igikakarubamba.
      shopping-basket | Baskets that carried letters / Des paniers porteurs de messages / Uduseke twatwaraga ubutumwa | | What a lid could say between two houses. / Ce qu’un couvercle disait entre deux maisons. / Ibyo umupfundikizo wavugaga.
      camera | A hundred studio portraits / Cent portraits de studio / Amafoto ijana | | One photographer, one backdrop, four decades. / Un photographe, un décor, quatre décennies. / Umufotozi umwe.
      mic | Voices, 1962 to now / Voix, de 1962 à aujourd’hui / Amajwi kuva 1962 | | Listen in a chair by the window, with headphones and time. / À écouter près de la fenêtre, avec un casque et du temps. / Umva wicaye.
      sprout | The garden of names / Le jardin des noms / Ubusitani bw’amazina | | Sixty plants with what they heal, dye or feed. / Soixante plantes et ce qu’elles soignent, teignent ou nourrissent. / Ibimera mirongo itandatu.
    `,
    storyTitle:
      'A house given by its town / Une maison donnée par sa ville / Inzu yatanzwe n’umujyi',
    story: `
      When the post office moved, the town asked what should live in its rooms. People came with boxes, and the boxes had stories. / Quand la poste a déménagé, la ville a demandé ce qui devait vivre dans ses salles. Les gens sont venus avec des boîtes, et les boîtes avaient des histoires. / Abantu bazanye amasanduku arimo inkuru.
      Every object here has a person who spoke for it. Their voice is a button away. / Chaque objet ici a quelqu’un qui a parlé pour lui. Sa voix est à un bouton. / Buri kintu gifite uwakivugiye.
    `,
    figures: `
      3,100 / 3 100 / 3.100 | objects / objets / ibintu
      214 | voices recorded / voix enregistrées / amajwi
      11,000 / 11 000 / 11.000 | pupils a year / élèves par an / abanyeshuri
    `,
    quotes: `
      Agnès Mukabutera | gave a basket / a donné un panier / yatanze agaseke | My mother’s hands are in that room, and the children see them. / Les mains de ma mère sont dans cette salle, et les enfants les voient. / Amaboko ya mama ari muri icyo cyumba.
      Joseph Kibet | history teacher / professeur d’histoire / umwarimu w’amateka | My pupils whispered. They never whisper. / Mes élèves chuchotaient. Ils ne chuchotent jamais. / Abanyeshuri baratuje.
      Lucie Martin | visitor / visiteuse / umushyitsi | I came for an hour and missed my bus. / Venue pour une heure, j’ai raté mon bus. / Naje isaha imwe.
    `,
    questions: `
      What does it cost? / Quel est le prix ? / Ni angahe? | Adults pay what they like; children and pupils come free. / Les adultes donnent ce qu’ils veulent ; enfants et élèves entrent gratuitement. / Abana ni ubuntu.
      Is it open to wheelchairs? / Accessible en fauteuil ? / Abafite ubumuga? | All rooms and the garden, with seats every twenty metres. / Toutes les salles et le jardin, avec des sièges tous les vingt mètres. / Yego, hose.
      May I take pictures? / Peut-on photographier ? / Nafotora? | Yes, without flash, and not in the room of voices. / Oui, sans flash, et pas dans la salle des voix. / Yego, nta flash.
    `,
    gallery: `
      The drum room / La salle des tambours / Icyumba cy’ingoma
      A lid, unfolded / Un couvercle déplié / Umupfundikizo
      Portrait 41 / Portrait 41 / Ifoto ya 41
      Listening chair / Le fauteuil d’écoute / Intebe yo kumviraho
      Garden, rain season / Le jardin, saison des pluies / Ubusitani
    `,
  }),
};
