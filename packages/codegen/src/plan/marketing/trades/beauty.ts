import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

/** Hair, nails, skin. */
export const beauty: Trade = {
  id: 'beauty',
  pattern:
    /\b(?:beauty|hair ?(?:dresser|salon|stylist)?s?|barbers?(?:hop)?|nail (?:salon|studio)|spa|salon de (?:coiffure|beauté)|coiffeu(?:r|se))\b/i,
  profile: {
    layouts: ['editorial'],
    noun: {
      id: 'treatment',
      ids: 'treatments',
      path: 'treatments',
      label: localized('Treatments / Soins / Serivisi'),
    },
    primaries: ['#8b2e4f', '#7a4a2b', '#3f5b4b'],
    form: 'booking',
    hours: 'shop',
    eyebrow: localized(
      'Hair and skin, {place} / Cheveux et peau, {place} / Umusatsi n’uruhu, {place}',
    ),
    closing: readClosing(
      'A chair by the window? / Un fauteuil près de la fenêtre ? / Intebe iruhande rw’idirishya? | Tell us the day; we keep the hour and the tea warm. / Dites-nous le jour ; nous gardons l’heure et le thé au chaud. / Tubwire umunsi; tubika isaha.',
    ),
  },
  roles:
    'Hair / Coiffure / Umusatsi; Braids / Tresses / Imisuko; Skin / Soins du visage / Uruhu; Reception / Accueil / Kwakira abantu',
  copy: site({
    headlines: `
      An hour that belongs to you / Une heure rien qu’à vous / Isaha yawe wenyine
      Leave lighter than you came / Repartez plus légère / Ugende woroshye
    `,
    leads: `
      {name} cuts, braids and cares for hair and skin in {place}. Warm towels, good light, nobody in a hurry. / {name} coupe, tresse et soigne cheveux et peau à {place}. Serviettes chaudes, belle lumière, personne de pressé. / {name} yita ku musatsi n’uruhu i {place}. Nta muvundo.
    `,
    action: 'Book a chair / Réserver un fauteuil / Fata intebe',
    offerTitle: 'What we do / Nos soins / Ibyo dukora',
    offerLead:
      'Prices as they are, washing included. / Prix tout compris, shampoing inclus. / Ibiciro byose birimo.',
    offer: `
      scissors | Cut and finish / Coupe et coiffage / Kogosha | 14 | Washed, cut, dried, and shown how to do it at home. / Lavé, coupé, séché, avec les gestes pour la maison. / Kozwa, gukatwa no kumutswa.
      waves | Braids and twists / Tresses et vanilles / Imisuko | 28 | From two hours to a whole afternoon, with films to choose from. / De deux heures à tout un après-midi, films au choix. / Kuva ku masaha abiri.
      droplets | Colour / Couleur / Ibara | 32 | Plant-based where it holds, honest where it does not. / Végétale quand elle tient, sinon nous le disons. / Riva mu bimera aho bishoboka.
      sparkles | Facial, 60 minutes / Soin du visage, 60 minutes / Isura, iminota 60 | 24 | Clay from the lake, shea butter, quiet. / Argile du lac, karité, silence. / Ibumba ryo mu kiyaga.
      hand | Hands and nails / Mains et ongles / Inzara | 12 | Shaped, fed, painted in any of sixty colours. / Limés, nourris, vernis parmi soixante couleurs. / Amabara mirongo itandatu.
      heart | Bride’s morning / Matin de la mariée / Igitondo cy’umugeni | 95 | Hair and make-up for you and two friends, at home. / Coiffure et maquillage pour vous et deux amies, à domicile. / Wowe n’inshuti ebyiri, mu rugo.
    `,
    storyTitle: 'Two chairs, then five / Deux fauteuils, puis cinq / Intebe ebyiri, hanyuma eshanu',
    story: `
      It started in a living room with one mirror and a queue on the stairs. The mirror hangs by the door now, so that the last look is in the first one. / Tout a commencé dans un salon, un miroir et la file dans l’escalier. Le miroir est près de la porte, pour le dernier regard. / Byatangiriye mu ruganiriro.
      We use what we would put on our own children, and say no when a wish would hurt your hair. / Nous utilisons ce que nous mettrions à nos enfants, et disons non quand une envie abîmerait vos cheveux. / Dukoresha ibyo twakoresha ku bana bacu.
    `,
    figures: `
      5 | chairs / fauteuils / intebe
      60 | colours on the shelf / couleurs en rayon / amabara
      2016 | first cut / première coupe / gutangira
    `,
    quotes: `
      Solange Uwera | every third Friday / un vendredi sur trois / ku wa gatanu | They remember my head better than I do. / Elles connaissent ma tête mieux que moi. / Bazi umutwe wanjye kundusha.
      Linda Atieno | bride in August / mariée en août / umugeni wo muri Kanama | It rained, I danced, nothing moved. / Il a plu, j’ai dansé, rien n’a bougé. / Imvura yaguye, ndabyina, ntibyahinduka.
      Kevin Mugabo | comes with his daughters / vient avec ses filles / azana n’abakobwa be | Three of us, one hour, no tears. / À trois, une heure, sans larmes. / Turi batatu, isaha imwe.
    `,
    questions: `
      Do I need an appointment? / Faut-il un rendez-vous ? / Ni ngombwa gahunda? | On Saturdays yes; on other days there is often a chair. / Le samedi oui ; les autres jours, souvent non. / Ku wa gatandatu, yego.
      Do you work with natural hair? / Travaillez-vous les cheveux naturels ? / Mukora umusatsi kamere? | Every day, and gladly. / Tous les jours, avec plaisir. / Buri munsi.
      What if I cannot come? / Et si je ne peux pas venir ? / Nintaboneka? | Tell us the evening before and nothing is charged. / Prévenez la veille, rien n’est dû. / Tubwire mu ijoro rya mbere.
    `,
    gallery: `
      Combs in a row / Peignes alignés / Ibisokozo
      Window seat / Place à la fenêtre / Intebe y’idirishya
      Braids, hour two / Tresses, deuxième heure / Imisuko
      Sixty bottles / Soixante flacons / Amacupa
      The first mirror / Le premier miroir / Indorerwamo
    `,
  }),
};
