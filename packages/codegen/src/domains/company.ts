import { domain, entity, site } from './dsl.ts';

/** The general brochure site: its copy speaks of `{subject}`, which is read from the prompt. */
export const company = domain('company', 'Company / Entreprise / Ikigo', {
  words:
    'company, corporate, business showcase, brochure, company website, company information, agency, consulting, about us, our services, brand, enterprise website, industry website, official website, entreprise, agence, site vitrine, company introduction, manufacturer, factory, homepage, seo',
  leaning: { marketing: 3 },
  surface: 'public',
  brands:
    'Imbuto & Partners, Rugero Works, Highland & Co, Four Hills, Northgate Works, Isange Group',
  core: 'service, teamMember',
  entities: [
    entity('service', 'Service / Service / Serivisi', 'Services / Services / Serivisi', {
      words: 'offering, solution, company service, prestation, enterprise service',
      icon: 'briefcase',
      view: 'cards',
      fields: `
        name        | text*    | Service / Service / Serivisi            | Advice on site / Conseil sur place; Made to measure / Sur mesure; Installation / Installation; Repair and care / Réparation et entretien; Training / Formation; Yearly contract / Contrat annuel
        kind        | choice   | Kind / Type / Ubwoko                    | advice: Advice / Conseil; build: Build / Réalisation; care: Care / Entretien
        price       | money    | From / À partir de / Guhera kuri        | 60..900
        description | longText | Description / Description / Ibisobanuro | One contact person from the first call on. / Une seule personne de contact dès le premier appel.; A fixed price before work begins. / Un prix fixe avant de commencer.
      `,
    }),
    entity('teamMember', 'Team member / Membre de l’équipe / Umukozi', 'Team / Équipe / Itsinda', {
      words: 'team, staff, leadership, équipe',
      icon: 'users',
      view: 'cards',
      fields: `
        name  | person* | Name / Nom / Izina     |
        role  | text*   | Role / Rôle / Umwanya  | Director / Direction; Workshop lead / Chef d’atelier; Sales / Ventes; Site manager / Chef de chantier; Accounts / Comptabilité; Care and repair / Entretien
        email | email   | E-mail / E-mail / Imeyili |
        bio   | longText | About / À propos / Ibisobanuro | Fourteen years in the trade and still curious. / Quatorze ans de métier et toujours curieux.; Knows every customer by voice. / Reconnaît chaque client à la voix.; Came for a summer job and stayed. / Venu pour un été, resté depuis.
      `,
    }),
    entity('caseStudy', 'Project / Réalisation / Igikorwa', 'Projects / Réalisations / Ibikorwa', {
      words: 'case, reference, success story, case study, réalisation',
      icon: 'folder-open',
      view: 'cards',
      feminine: true,
      fields: `
        title       | text*    | Project / Réalisation / Igikorwa        | School in Bugesera / École à Bugesera; Hotel on the lake / Hôtel au bord du lac; Twelve family homes / Douze maisons; Clinic extension / Extension d’une clinique; Market hall / Halle de marché; Office tower lobby / Hall d’un immeuble
        year        | number   | Year / Année / Umwaka                   | 2018..2026
        client      | text     | Client / Client / Umukiriya             | Imena Foods; Rebero Lodge; Inzozi Schools; City of Huye / Ville de Huye
        description | longText | Description / Description / Ibisobanuro | Finished two weeks early. / Terminé deux semaines en avance.; Built around a working site. / Réalisé sans arrêter l’activité.
      `,
    }),
  ],
  site: site({
    headlines: `
      {Subject}, done properly / {Subject} : du travail bien fait / {Subject}, bikozwe neza
      The people to ask about {subject} / Les bonnes personnes pour {subject} / Abo wabaza ibya {subject}
    `,
    leads: `
      {name} has looked after {subject} for homes, schools and businesses around {place} since 2009. One team, one number, clear prices. / Depuis 2009, {name} s’occupe de {subject} pour les maisons, les écoles et les entreprises autour de {place}. Une équipe, un numéro, des prix clairs. / Kuva mu 2009, {name} yita kuri {subject} mu ngo, mu mashuri no mu bigo bya {place}. Itsinda rimwe, nimero imwe, ibiciro bizwi.
    `,
    action: 'Ask for a quote / Demander un devis / Saba igiciro',
    offerTitle: 'What we do / Ce que nous faisons / Ibyo dukora',
    offerLead:
      'From the first question to yearly care. / De la première question à l’entretien annuel. / Kuva ku kibazo cya mbere.',
    offer: `
      messages-square | Advice / Conseil / Inama | | We come by, measure, listen, and write down what it would take. / Nous passons, mesurons, écoutons, et notons ce qu’il faudrait. / Turaza, tugapima, tukumva.
      ruler           | Made to measure / Sur mesure / Bipimwe | | Drawn for your place, with samples you can touch. / Dessiné pour votre lieu, avec des échantillons à toucher. / Byakorewe ahantu hawe.
      hammer          | Installation / Installation / Gushyiraho | | Our own team, on the day we said. / Notre propre équipe, le jour convenu. / Itsinda ryacu, ku munsi twavuze.
      wrench          | Repair and care / Réparation et entretien / Gusana | | A yearly visit keeps things as they were on day one. / Une visite par an garde tout comme au premier jour. / Gusura rimwe mu mwaka.
      graduation-cap  | Training / Formation / Amahugurwa | | Half a day with your staff, so that you need us less. / Une demi-journée avec votre équipe, pour avoir moins besoin de nous. / Igice cy’umunsi n’abakozi bawe.
      phone           | Help line / Assistance / Ubufasha | | A person answers, on weekdays from seven. / Une personne répond, en semaine dès sept heures. / Umuntu arakwitaba.
    `,
    storyTitle:
      'A family firm with a long memory / Une maison de famille qui a de la mémoire / Ikigo cy’umuryango',
    story: `
      It began in a rented garage with two people and a borrowed van. The van is gone; the first customers are still with us. / Tout a commencé dans un garage loué, à deux, avec une camionnette prêtée. La camionnette n’est plus là ; les premiers clients, si. / Byatangiriye muri garaje ikodeshwa, turi babiri.
      We keep drawings of everything we ever made. When you call after ten years, we know what we are talking about. / Nous gardons les plans de tout ce que nous avons fait. Quand vous appelez dix ans après, nous savons de quoi nous parlons. / Tubika ibishushanyo by’ibyo twakoze byose.
    `,
    figures: `
      2009    | founded / fondée / yashinzwe
      1,240 / 1 240 / 1.240 | jobs finished / chantiers terminés / imirimo yarangiye
      23      | people in the team / personnes dans l’équipe / abakozi
    `,
    quotes: `
      Immaculée Nyirahabimana | head of a school / directrice d’école / umuyobozi w’ishuri | They said Tuesday, and on Tuesday it was done. / Ils avaient dit mardi, et mardi c’était fini. / Bavuze ku wa kabiri, kandi byarakozwe.
      Patrick Ssemwogerere | hotel manager / directeur d’hôtel / umuyobozi wa hoteli | We called three firms. One asked questions first. / Nous avons appelé trois entreprises. Une seule a d’abord posé des questions. / Twahamagaye ibigo bitatu. Kimwe ni cyo cyabanje kubaza.
      Chantal Mukeshimana | home owner / propriétaire / nyir’inzu | The price at the end was the price at the start. / Le prix à la fin était celui du début. / Igiciro cya nyuma cyari icya mbere.
    `,
    questions: `
      How soon can you come? / Quand pouvez-vous venir ? / Mwaza ryari? | A first visit within five working days, at no cost. / Une première visite sous cinq jours ouvrés, sans frais. / Mu minsi itanu y’akazi, ku buntu.
      Do you give a guarantee? / Donnez-vous une garantie ? / Mutanga garanti? | Five years on what we make, two on what we install. / Cinq ans sur ce que nous fabriquons, deux sur ce que nous posons. / Imyaka itanu ku byo dukora.
      Do you work outside the city? / Travaillez-vous hors de la ville ? / Mukorera hanze y’umujyi? | Yes. Travel beyond fifty kilometres is part of the quote. / Oui. Le trajet au-delà de cinquante kilomètres figure au devis. / Yego.
      Can we visit the workshop? / Peut-on visiter l’atelier ? / Twasura aho mukorera? | Any weekday morning; call ahead and we make coffee. / Tous les matins en semaine ; appelez et nous préparons le café. / Buri gitondo mu minsi y’akazi.
    `,
    gallery: `
      The workshop in the morning / L’atelier le matin / Aho dukorera mu gitondo
      Samples on the table / Échantillons sur la table / Ingero ku meza
      Installation day / Jour de pose / Umunsi wo gushyiraho
      A finished entrance / Une entrée terminée / Umuryango warangiye
      Drawings from 2011 / Plans de 2011 / Ibishushanyo byo mu 2011
      The whole team / Toute l’équipe / Itsinda ryose
    `,
  }),
});
