import { site } from '../../../domains/dsl.ts';
import { localized } from '../../../spec/localized.ts';
import { readClosing } from '../site-profile.ts';
import { type Trade } from './trade.ts';

export const law: Trade = {
  id: 'law',
  pattern:
    /\b(?:law|lawyers?|legal|attorneys?|notar(?:y|ies)|solicitors?|avocate?s?|notaires?|juridique)\b/i,
  profile: {
    layouts: ['banner', 'editorial'],
    noun: {
      id: 'practice',
      ids: 'practices',
      path: 'practice-areas',
      label: localized('Practice areas / Domaines / Ibyo dukora'),
    },
    primaries: ['#1f3a5f', '#5b1f2f', '#23443a'],
    eyebrow: localized('Attorneys in {place} / Avocats à {place} / Abunganizi, {place}'),
    closing: readClosing(
      'Tell us what happened / Racontez-nous / Tubwire uko byagenze | In your own words, as short as you like. What you write stays with us. / Avec vos mots, aussi brefs que vous voulez. Cela reste entre nous. / Mu magambo yawe; biguma hagati yacu.',
    ),
  },
  roles:
    'Managing partner / Associée gérante / Umuyobozi; Litigation / Contentieux / Imanza; Business law / Droit des affaires / Amategeko y’ubucuruzi; Client desk / Accueil / Kwakira abakiriya',
  steps: `
    You tell us what happened / Vous nous racontez / Uratubwira | By phone, by letter or in person; half an hour is usually enough. / Par téléphone, par lettre ou sur place ; une demi-heure suffit souvent. / Kuri telefone, mu ibaruwa cyangwa imbonankubone.
    We write down your options / Nous écrivons vos options / Twandika amahitamo | With the odds, the time and the cost of each. / Avec les chances, la durée et le coût de chacune. / Hamwe n’igihe n’ikiguzi cya buri kimwe.
    You decide / Vous décidez / Urahitamo | A fixed fee where the work is known, and no clock before you agree. / Un forfait quand le travail est connu, aucun compteur avant votre accord. / Igiciro kizwi mbere yo gutangira.
    We act, and keep you informed / Nous agissons et vous informons / Turakora tukakumenyesha | One lawyer, one folder, a note after every step. / Un avocat, un dossier, une note après chaque étape. / Umwunganizi umwe, dosiye imwe.
  `,
  copy: site({
    headlines: `
      Clear advice before the hard decision / Un conseil clair avant la décision difficile / Inama isobanutse mbere yo guhitamo
      The law, in words you would use yourself / Le droit, avec vos propres mots / Amategeko mu magambo yumvikana
    `,
    leads: `
      {name} advises families, founders and institutions in {place}. You speak to the lawyer who does the work, and you know the fee before it begins. / {name} conseille familles, entrepreneurs et institutions à {place}. Vous parlez à l’avocat qui traite votre dossier et connaissez les honoraires avant de commencer. / {name} igira inama imiryango, abacuruzi n’ibigo i {place}. Uvugana n’ukora dosiye yawe kandi igiciro ukimenya mbere.
    `,
    action: 'Ask for a first meeting / Demander un rendez-vous / Saba gahunda',
    offerTitle: 'Where we can help / Nos domaines / Aho twafasha',
    offerLead:
      'Six fields, each led by a named partner. / Six domaines, chacun sous la conduite d’un associé. / Ibyiciro bitandatu.',
    offer: `
      briefcase-business | Company and contracts / Sociétés et contrats / Amasosiyete n’amasezerano | | Incorporation, shareholder agreements, contracts that hold when tempers do not. / Constitution, pactes d’associés, contrats qui tiennent quand les humeurs cèdent. / Gushinga sosiyete n’amasezerano akomeye.
      landmark | Land and property / Foncier et immobilier / Ubutaka n’inzu | | Titles, leases and boundary disputes, from survey to registration. / Titres, baux et bornage, de l’arpentage à l’enregistrement. / Ibyangombwa, ubukode n’imbibi.
      users | Family and succession / Famille et successions / Umuryango n’izungura | | Wills, separation and guardianship, handled quietly. / Testaments, séparation et tutelle, en toute discrétion. / Irage, gutandukana n’ubureberezi.
      hard-hat | Employment / Droit du travail / Umurimo | | Contracts, dismissals and workplace policy for both sides of the table. / Contrats, ruptures et règlements, des deux côtés de la table. / Amasezerano y’akazi n’amakimbirane.
      scale | Disputes and courts / Contentieux / Imanza | | We settle when it serves you, and go to court prepared when it does not. / Nous transigeons si cela vous sert, sinon nous plaidons, préparés. / Ubwumvikane cyangwa urubanza ruteguye.
      file-check | Tax and compliance / Fiscalité et conformité / Imisoro | | Filings, audits and licences, with a calendar that reminds you first. / Déclarations, contrôles et licences, avec un calendrier qui prévient. / Imisoro n’impushya ku gihe.
    `,
    storyTitle:
      'A firm that answers the telephone / Un cabinet qui décroche / Ibiro byitaba telefone',
    story: `
      We opened in two rooms above a pharmacy, with one rule: every call is returned the same day. There are eleven of us now, and the rule still stands. / Nous avons ouvert dans deux pièces au-dessus d’une pharmacie, avec une règle : chaque appel reçoit réponse le jour même. Nous sommes onze, et la règle tient. / Twatangiriye mu byumba bibiri, dufite itegeko rimwe: buri wese asubizwa uwo munsi.
      Most of our work never reaches a courtroom. A letter at the right moment, or an honest word about the odds, usually does more. / L’essentiel de notre travail n’arrive jamais au tribunal. Une lettre au bon moment, ou un mot honnête sur les chances, fait souvent davantage. / Akazi kenshi ntikagera mu rukiko.
    `,
    figures: `
      17 | years in practice / ans d’exercice / imyaka y’akazi
      1,900 / 1 900 / 1.900 | matters closed / dossiers clos / dosiye zarangiye
      11 | people in the firm / personnes au cabinet / abakozi
    `,
    quotes: `
      Josiane Umuhoza | founder of a dairy / fondatrice d’une laiterie / nyir’uruganda rw’amata | They told me not to sue, and they were right. It saved us a year. / Ils m’ont dit de ne pas plaider, avec raison. Un an de gagné. / Bambwiye kutarega, kandi bari bafite ukuri.
      Bernard Gasana | heir of three / héritier, avec deux frères / umuzungura | One folder, one date, one price. We still speak to each other. / Un dossier, une date, un prix. Nous nous parlons encore. / Dosiye imwe, itariki imwe, igiciro kimwe.
      Helen Adeyemi | hospital director / directrice d’hôpital / umuyobozi w’ibitaro | I can forward their letters to my board without a translation. / Je transmets leurs lettres au conseil sans les traduire. / Amabaruwa yabo arumvikana.
    `,
    questions: `
      What does a first meeting cost? / Combien coûte le premier rendez-vous ? / Guhura bwa mbere ni angahe? | Nothing for the first half hour. You leave with a written view of your options. / Rien pour la première demi-heure. Vous repartez avec un avis écrit sur vos options. / Igice cy’isaha cya mbere ni ubuntu.
      How are fees agreed? / Comment fixez-vous les honoraires ? / Igiciro cyumvikanwaho gute? | A fixed fee where the work is known, an hourly rate with a ceiling where it is not. / Un forfait quand le travail est connu, sinon un taux horaire plafonné. / Igiciro kizwi mbere y’akazi.
      Is what I say confidential? / Mes propos sont-ils confidentiels ? / Ibyo mvuga ni ibanga? | Yes, from the first sentence, whether or not we act for you. / Oui, dès la première phrase, que nous agissions ou non pour vous. / Yego, kuva ku ijambo rya mbere.
      Do you work in other languages? / Travaillez-vous en d’autres langues ? / Mukora mu zindi ndimi? | In English, French, Kinyarwanda and Kiswahili. / En anglais, français, kinyarwanda et kiswahili. / Mu cyongereza, igifaransa, ikinyarwanda n’igiswahili.
    `,
    gallery: `
      The meeting room / La salle de réunion / Icyumba cy’inama
      Reading before signing / Lire avant de signer / Gusoma mbere yo gusinya
      The library wall / Le mur de la bibliothèque / Isomero
      Stamps and seals / Timbres et sceaux / Kashe
      Morning briefing / Réunion du matin / Inama ya mu gitondo
      The front door / La porte d’entrée / Umuryango
    `,
  }),
};
