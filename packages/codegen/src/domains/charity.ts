import { domain, entity, site } from './dsl.ts';

export const charity = domain('charity', 'Charity / Association / Ubugiraneza', {
  words:
    'charity, donation, fundraising, nonprofit, ngo, volunteer, crowdfunding, foundation, cause, social change, impact investing, association, bénévole, don, humanitarian, church, animal shelter, environmental',
  leaning: { marketing: 1, crud: 1 },
  surface: 'public',
  brands: 'Isange, Hand in Hand Rwanda, Second Harvest Hills, Ubumuntu, Rafiki Fund',
  core: 'cause, donation, volunteer',
  entities: [
    entity(
      'cause',
      'Campaign / Collecte / Ubukangurambaga',
      'Campaigns / Collectes / Ubukangurambaga',
      {
        words:
          'cause, project, fundraiser, fundraising campaign, crowdfunding project, charity, programme, collecte',
        icon: 'heart-handshake',
        view: 'cards',
        feminine: true,
        fields: `
        title       | text*    | Campaign / Collecte / Izina           |
        theme       | choice*  | Theme / Thème / Insanganyamatsiko     | school: School / École; water: Water / Eau; health: Health / Santé; forest: Forest / Forêt
        goal        | money*   | Goal / Objectif / Intego              | 1200..24000
        raised      | money    | Raised / Récolté / Yakusanyijwe       | 300..22000
        endsOn      | date     | Ends on / Fin / Irangira              | 5..160
        description | longText | Description / Description / Ibisobanuro |
      `,
        rows: `
        title | theme | goal | raised | description
        Desks for Gatare school / Des pupitres pour l’école de Gatare | school | 4800 | 3120 | Sixty desks, made by the carpenters next door. / Soixante pupitres, fabriqués par les menuisiers voisins.
        A well in Rukira / Un puits à Rukira | water | 9200 | 8740 | Water within ten minutes for 140 homes. / De l’eau à dix minutes pour 140 foyers.
        Night nurse for a year / Une infirmière de nuit pour un an | health | 7400 | 2210 | So that the light stays on. / Pour que la lumière reste allumée.
        Ten thousand trees / Dix mille arbres | forest | 12000 | 10480 | Planted by schools, counted by satellites. / Plantés par les écoles, comptés par satellite.
        Books for the mobile library / Des livres pour le bibliobus | school | 2600 | 2600 | Nine stops, every second week. / Neuf arrêts, toutes les deux semaines.
        Clean stoves / Foyers propres | health | 5400 | 1890 | Less smoke, less wood, more breath. / Moins de fumée, moins de bois, plus de souffle.
        Rain tanks / Citernes de pluie | water | 6800 | 4100 | Eight roofs, eight tanks. / Huit toits, huit citernes.
        School garden / Jardin scolaire | school | 1800 | 1450 | Lunch that grows behind the classroom. / Un déjeuner qui pousse derrière la classe.
      `,
      },
    ),
    entity('donation', 'Donation / Don / Impano', 'Donations / Dons / Impano', {
      words: 'contribution, gift, pledge, donor, don, payment',
      icon: 'hand-coins',
      fields: `
        donor     | person*    | Donor / Donateur / Utanga             |
        cause     | reference* | Campaign / Collecte / Ubukangurambaga | cause
        amount    | money*     | Amount / Montant / Amafaranga         | 5..900
        givenOn   | date*      | Date / Date / Itariki                 | -160..-1
        frequency | choice     | How often / Fréquence / Inshuro       | once: Once / Une fois; monthly: Monthly / Chaque mois
        message   | text       | Message / Message / Ubutumwa          | For my grandmother / Pour ma grand-mère; Keep going / Continuez; From the whole class / De toute la classe
      `,
    }),
    entity(
      'volunteer',
      'Volunteer / Bénévole / Umukorerabushake',
      'Volunteers / Bénévoles / Abakorerabushake',
      {
        words: 'helper, volunteer activity, member, supporter, bénévole',
        icon: 'users',
        fields: `
        name   | person* | Name / Nom / Izina                          |
        skill  | choice* | Helps with / Aide pour / Afasha             | teaching: Teaching / Enseignement; building: Building / Construction; office: Office / Bureau; driving: Driving / Conduite
        email  | email   | E-mail / E-mail / Imeyili                   |
        phone  | phone   | Phone / Téléphone / Telefone                |
        hours  | number  | Hours a month / Heures par mois / Amasaha   | 2..30
        since  | date    | Since / Depuis / Kuva                       | -1500..-10
      `,
      },
    ),
  ],
  site: site({
    headlines: `
      Small money, done in the open / De petites sommes, en toute clarté / Amafaranga make, mu mucyo
      What one street can carry, two can lift / Ce qu’une rue porte, deux le soulèvent / Abishyize hamwe
    `,
    leads: `
      {name} pays for wells, desks and night nurses around {place}, and shows every receipt. / {name} finance puits, pupitres et infirmières de nuit autour de {place}, et montre chaque reçu. / {name} ishyigikira amazi, intebe n’abaforomo i {place}.
    `,
    action: 'Lend a hand / Donner un coup de main / Tanga umusanzu',
    offerTitle: 'What we are working on / Ce sur quoi nous travaillons / Ibyo dukora',
    offerLead:
      'Four things at a time, each to its end. / Quatre choses à la fois, jusqu’au bout. / Ibintu bine icya rimwe.',
    offer: `
      school      | Desks for Gatare school / Des pupitres pour Gatare / Intebe z’ishuri | | Sixty desks, made by the carpenters next door. / Soixante pupitres, fabriqués par les menuisiers voisins. / Intebe mirongo itandatu.
      droplets    | A well in Rukira / Un puits à Rukira / Iriba i Rukira | | Water within ten minutes for 140 homes. / De l’eau à dix minutes pour 140 foyers. / Amazi ku ngo 140.
      heart-pulse | Night nurse for a year / Une infirmière de nuit / Umuforomo wa nijoro | | So that the light stays on. / Pour que la lumière reste allumée. / Urumuri ruzakomeza.
      trees       | Ten thousand trees / Dix mille arbres / Ibiti ibihumbi icumi | | Planted by schools, counted by satellites. / Plantés par les écoles, comptés par satellite. / Byatewe n’amashuri.
    `,
    storyTitle: 'Begun at a kitchen table / Né à une table de cuisine / Byatangiriye mu gikoni',
    story: `
      Five neighbours, one broken pump. We paid for it, wrote down what it cost, and pinned the paper to a tree. We still publish everything the same week. / Cinq voisins, une pompe cassée. Nous l’avons payée, noté le prix, et épinglé le papier à un arbre. Nous publions toujours tout dans la semaine. / Abaturanyi batanu, pompo imwe yangiritse.
      Nobody here is paid more than a teacher. / Personne ici n’est payé plus qu’un instituteur. / Nta n’umwe uhembwa kurusha umwarimu.
    `,
    figures: `
      94 % | goes to the work / va au terrain / bijya ku bikorwa
      140  | homes with water / foyers avec eau / ingo zifite amazi
      38   | volunteers / bénévoles / abakorerabushake
    `,
    quotes: `
      Vestine Nyiramana | head teacher in Gatare / directrice à Gatare / umuyobozi i Gatare | They asked what we needed before they told us what they had. / Ils ont demandé nos besoins avant de dire leurs moyens. / Babanje kutubaza.
      Ali Hassan | gives monthly / donne chaque mois / atanga buri kwezi | I can see my eleven dollars. They are a hinge. / Je vois mes onze dollars. Ce sont une charnière. / Mbona amafaranga yanjye.
    `,
    questions: `
      Where does my money go? / Où va mon argent ? / Amafaranga ajya he? | Each campaign has a page with receipts, updated on Fridays. / Chaque collecte a une page de reçus, à jour le vendredi. / Buri gikorwa gifite raporo.
      Can I help with my hands? / Puis-je aider de mes mains ? / Nafasha n’amaboko? | Yes: every last Saturday, and no skill is too small. / Oui : chaque dernier samedi, aucun talent n’est trop petit. / Yego, buri wa gatandatu wa nyuma.
      Do you take goods? / Prenez-vous du matériel ? / Mwakira ibikoresho? | Tools and books, if they are in good order. / Outils et livres, en bon état. / Ibikoresho n’ibitabo.
    `,
    gallery: `
      The first pump / La première pompe / Pompo ya mbere
      Desks leaving the workshop / Les pupitres quittent l’atelier / Intebe
      Counting seedlings / On compte les plants / Kubara ingemwe
      Friday receipts / Les reçus du vendredi / Inyemezabuguzi
      Saturday work / Travail du samedi / Umuganda
      New roof / Nouveau toit / Igisenge gishya
    `,
  }),
});
