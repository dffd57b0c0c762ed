import { domain, entity, site } from './dsl.ts';

export const portfolio = domain('portfolio', 'Portfolio / Portfolio / Ibikorwa', {
  words:
    'portfolio, photographer, photography, personal website, personal page, resume, cv, freelancer portfolio, designer, artist, architect, illustrator, photographe, artiste, personal profile, case introduction, showcase projects, exhibition',
  leaning: { marketing: 3 },
  surface: 'public',
  brands: 'Studio Mugisha, Uwera, Keza Studio, Atelier Ndoli, North Window, Still Hours',
  core: 'work',
  entities: [
    entity('work', 'Work / Œuvre / Igikorwa', 'Work / Travaux / Ibikorwa', {
      words:
        'portfolio piece, artwork, case study, showcase, project showcase, piece, series, œuvre, réalisation',
      icon: 'image',
      view: 'cards',
      feminine: true,
      fields: `
        title       | text*    | Title / Titre / Umutwe                 |
        kind        | choice*  | Kind / Type / Ubwoko                   | portrait: Portraits / Portraits; place: Places / Lieux; event: Events / Événements; product: Products / Produits
        year        | number   | Year / Année / Umwaka                  | 2019..2026
        client      | text     | Client / Client / Umukiriya            | Imena Foods; Nyungwe Tea; Kigali Jazz; Private / Privé; Rebero Lodge; Inzozi Schools
        description | longText | Description / Description / Ibisobanuro |
      `,
      rows: `
        title | kind | year | description
        Rain season, Nyamirambo / Saison des pluies, Nyamirambo | place | 2025 | Forty evenings of wet streets and neon. / Quarante soirs de rues mouillées et de néons.
        The tailors of Biryogo / Les tailleurs de Biryogo | portrait | 2024 | One bench, eleven machines, one radio. / Un banc, onze machines, une radio.
        Tea at six / Le thé à six heures | product | 2025 | A campaign shot before the pickers’ first break. / Une campagne avant la première pause des cueilleurs.
        Kigali Jazz, backstage / Kigali Jazz, en coulisses | event | 2023 | What musicians do with the hour before. / Ce que les musiciens font de l’heure d’avant.
        Grandmother’s cups / Les tasses de grand-mère | product | 2024 | A still life in window light. / Une nature morte à la lumière d’une fenêtre.
        Lake road / La route du lac | place | 2022 | Rubavu to Rusizi on a bicycle. / De Rubavu à Rusizi à vélo.
        First class / Première classe | portrait | 2023 | Pupils on their first school day. / Des élèves le jour de leur première rentrée.
        Two hundred guests / Deux cents invités | event | 2025 | A wedding that ended at sunrise. / Un mariage qui a fini au lever du soleil.
        Night market / Marché de nuit | place | 2026 | Charcoal light and bargaining. / Lumière de charbon et marchandage.
      `,
    }),
    entity('service', 'Service / Service / Serivisi', 'Services / Services / Serivisi', {
      words: 'offer, offering, prestation',
      icon: 'briefcase',
      fields: `
        name        | text*    | Service / Service / Serivisi            | Portrait session / Séance portrait; Wedding day / Mariage; Product series / Série produit; Event evening / Soirée événement; Print edition / Édition de tirages; Workshop / Atelier
        price       | money    | From / À partir de / Guhera kuri        | 80..900
        duration    | text     | Takes / Durée / Bimara                  | Two hours / Deux heures; Half a day / Une demi-journée; One day / Une journée; Three days / Trois jours
        description | longText | Description / Description / Ibisobanuro | Planned with you, edited in a week. / Préparé avec vous, retouché en une semaine.; On location or at the studio. / Sur place ou au studio.
      `,
    }),
  ],
  site: site({
    headlines: `
      Quiet pictures of loud places / Des images calmes de lieux bruyants
      Light, people, and what happens between / La lumière, les gens, et ce qui se passe entre les deux
    `,
    leads: `
      {name} works on assignments and long projects from {place}. Selected work below, prints on request. / {name} travaille sur commande et sur des projets au long cours depuis {place}. Une sélection ci-dessous, tirages sur demande.
    `,
    action: 'See the work / Voir les travaux / Reba ibikorwa',
    offerTitle: 'Selected work / Travaux choisis / Ibikorwa byatoranyijwe',
    offerLead:
      'A few series from the last years. / Quelques séries de ces dernières années. / Bimwe mu bikorwa by’imyaka ishize.',
    offer: `
      cloud-rain | Rain season, Nyamirambo / Saison des pluies, Nyamirambo | | Forty evenings of wet streets and neon. / Quarante soirs de rues mouillées et de néons.
      scissors   | The tailors of Biryogo / Les tailleurs de Biryogo | | One bench, eleven machines, one radio. / Un banc, onze machines, une radio.
      sunrise    | Tea at six / Le thé à six heures | | A campaign shot before the pickers’ first break. / Une campagne avant la première pause des cueilleurs.
      music      | Kigali Jazz, backstage / Kigali Jazz, en coulisses | | What musicians do with the hour before. / Ce que les musiciens font de l’heure d’avant.
      waves      | Lake road / La route du lac | | Rubavu to Rusizi on a bicycle. / De Rubavu à Rusizi à vélo.
      moon       | Night market / Marché de nuit | | Charcoal light and bargaining. / Lumière de charbon et marchandage.
    `,
    storyTitle: 'About / À propos / Abo turi bo',
    story: `
      I began with a borrowed camera and a bus pass, and I still prefer places that can be reached on foot. / J’ai commencé avec un appareil prêté et un abonnement de bus, et je préfère toujours les lieux où l’on arrive à pied.
      Most of my work starts with an afternoon of not taking any pictures: people first, light second, camera last. / La plupart de mes travaux commencent par un après-midi sans photo : les gens d’abord, la lumière ensuite, l’appareil en dernier.
    `,
    figures: `
      9 / 9   | years of work / années de travail / imyaka y’akazi
      41      | commissions / commandes / ibyakozwe
      3       | exhibitions / expositions / imurikagurisha
    `,
    quotes: `
      Sandrine Keza | art director / directrice artistique | Arrives early, says little, delivers the picture you could not describe. / Arrive tôt, parle peu, livre l’image que vous ne saviez pas décrire.
      Peter Kamau | editor / rédacteur en chef | We asked for six frames and printed nineteen. / Nous demandions six images, nous en avons publié dix-neuf.
    `,
    questions: `
      How far ahead should I book? / Combien de temps à l’avance réserver ? | Three weeks for portraits, three months for weddings. / Trois semaines pour un portrait, trois mois pour un mariage.
      Do you travel? / Vous déplacez-vous ? | Yes, by bus where possible. Travel is charged at cost. / Oui, en bus si possible. Le trajet est facturé au prix coûtant.
      Can I buy a print? / Puis-je acheter un tirage ? | Every picture here exists as a signed edition of twenty. / Chaque image existe en édition signée de vingt.
    `,
    gallery: `
      Wet asphalt / Asphalte mouillé
      Bench of tailors / Le banc des tailleurs
      Before the first set / Avant le premier morceau
      Window, morning / Fenêtre, matin
      Road above the lake / La route au-dessus du lac
      Sunrise guests / Les invités de l’aube
    `,
  }),
});
