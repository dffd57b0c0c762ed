import { domain, entity, site } from './dsl.ts';

export const travel = domain('travel', 'Travel / Voyage / Ingendo', {
  words:
    'travel, tourism, tour, hotel, booking, flight, airport, trip planner, itinerary, scenic spot, attraction, vacation, villa booking, holiday, destination, guide, travel agency, travel card, tourist, safari, voyage, tourisme, hôtel, virtual tour, hot spring, homestay, cruise, camping',
  leaning: { crud: 2, marketing: 1 },
  surface: 'public',
  brands: 'Gorilla Trails, Akagera Days, Tembera, Slow Road, Lake Route',
  core: 'tour, booking, destination',
  entities: [
    entity('tour', 'Tour / Circuit / Urugendo', 'Tours / Circuits / Ingendo', {
      words:
        'package, trip, travel package, travel route, route package, travel route package, excursion, safari, virtual tour, activity, circuit, séjour, holiday, guided tour',
      icon: 'map',
      view: 'cards',
      fields: `
        title       | text*    | Tour / Circuit / Urugendo           |
        kind        | choice*  | Kind / Type / Ubwoko                | nature: Nature / Nature; culture: Culture / Culture; city: City / Ville; lake: Lake / Lac
        days        | number   | Days / Jours / Iminsi               | 1..9
        price       | money*   | Price a person / Prix par personne / Igiciro | 35..1400
        difficulty  | choice   | Difficulty / Difficulté / Uburemere | easy: Easy / Facile; moderate: Moderate / Moyen; demanding: Demanding / Exigeant
        rating      | rating   | Rating / Note / Amanota             | 3..5
        description | longText | Description / Description / Ibisobanuro |
      `,
      rows: `
        title | kind | days | difficulty | description
        Gorillas of the Virunga / Gorilles des Virunga | nature | 3 | demanding | A steep walk, one hour with a family, a night by the fire. / Une marche raide, une heure avec une famille, une nuit près du feu.
        Lake Kivu by bicycle / Le lac Kivu à vélo | lake | 5 | moderate | Rubavu to Rusizi on the old road, luggage by boat. / De Rubavu à Rusizi par l’ancienne route, bagages en bateau.
        Akagera at dawn / Akagera à l’aube | nature | 2 | easy | Lions, hippos, and breakfast on the bonnet. / Lions, hippopotames et petit-déjeuner sur le capot.
        Kigali on foot / Kigali à pied | city | 1 | easy | Markets, murals, coffee and a hill with a view. / Marchés, fresques, café et une colline avec vue.
        Nyungwe canopy / La canopée de Nyungwe | nature | 2 | moderate | Colobus monkeys below your feet. / Des colobes sous vos pieds.
        Drums of Huye / Tambours de Huye | culture | 2 | easy | Museum in the morning, a women’s drum circle at night. / Musée le matin, cercle de tambours le soir.
        Tea country / Au pays du thé | culture | 2 | easy | Pick, roll and taste with the cooperative. / Cueillir, rouler et goûter avec la coopérative.
        Islands of the north / Îles du nord | lake | 4 | easy | A wooden boat, three islands, no timetable. / Un bateau en bois, trois îles, aucun horaire.
        Volcano rim / Au bord du volcan | nature | 2 | demanding | Up in the dark to see the crater wake. / Monter de nuit pour voir le cratère s’éveiller.
        Craft villages / Villages d’artisans | culture | 1 | easy | Weavers, potters and a long lunch. / Tisserandes, potiers et long déjeuner.
        Twin lakes camp / Camp des lacs jumeaux | lake | 3 | moderate | Canoes, tents, and the stars without a city. / Canoës, tentes et étoiles loin des villes.
        Design and food walk / Balade design et cuisine | city | 1 | easy | Five studios, four kitchens. / Cinq ateliers, quatre cuisines.
      `,
    }),
    entity(
      'itinerary',
      'Itinerary / Itinéraire / Gahunda y’urugendo',
      'Itineraries / Itinéraires / Gahunda z’ingendo',
      {
        words:
          'travel plan, trip plan, route plan, travel itinerary, personalized itinerary, itinéraire',
        icon: 'route',
        fields: `
        title     | text*   | Itinerary / Itinéraire / Gahunda     | Long weekend by the lake / Long week-end au lac; Gorillas, then the beach / Gorilles puis plage; First time in Kigali / Première fois à Kigali; School trip, south / Voyage scolaire, sud; Honeymoon, slowly / Lune de miel, sans hâte; Birdwatchers’ week / Semaine des ornithologues; Grandparents’ tour / Le tour des grands-parents; Rainy day plan / Plan de pluie
        traveller | person* | Traveller / Voyageur / Umugenzi      |
        startsOn  | date*   | Starts on / Départ / Itangira        | -20..120
        days      | number  | Days / Jours / Iminsi                | 2..14
        status    | choice* | Status / Statut / Imiterere          | draft: Draft / Brouillon; shared: Shared / Partagé; booked: Booked / Réservé
        stops     | longText | Stops / Étapes / Aho bahagarara     | Kigali, Rubavu, Karongi. / Kigali, Rubavu, Karongi.; Musanze, then the twin lakes. / Musanze puis les lacs jumeaux.; Huye, Nyungwe, Rusizi. / Huye, Nyungwe, Rusizi.
      `,
      },
    ),
    entity('workshop', 'Workshop / Atelier / Amahugurwa', 'Workshops / Ateliers / Amahugurwa', {
      words:
        'cultural workshop, online workshop, cooking class, craft class, cultural experience, atelier',
      icon: 'palette',
      view: 'cards',
      fields: `
        title    | text*   | Workshop / Atelier / Amahugurwa       | Imigongo in an afternoon / L’imigongo en un après-midi; Basket weaving / Vannerie; Coffee tasting / Dégustation de café; Drumming for beginners / Tambour pour débutants; Cooking with isombe / Cuisiner l’isombe; Kinyarwanda in an hour / Le kinyarwanda en une heure
        host     | person* | Host / Hôte / Uwakira                 |
        heldOn   | date*   | Date / Date / Itariki                 | 1..60
        startsAt | time    | Time / Heure / Isaha                  | 9..18
        price    | money   | Price / Prix / Igiciro                | 8..60
        places   | number  | Places left / Places restantes / Imyanya | 0..16
      `,
    }),
    entity('hotelRoom', 'Room / Chambre / Icyumba', 'Rooms / Chambres / Ibyumba', {
      words:
        'hotel, hotel room, villa, lodge, stay, accommodation, suite, homestay, guest house, hotel booking, chambre, hébergement, hôtel, available room',
      icon: 'bed-double',
      view: 'cards',
      feminine: true,
      fields: `
        name        | text*    | Room / Chambre / Icyumba            | Lake view double / Double vue lac; Garden suite / Suite jardin; Family room / Chambre familiale; Hillside villa / Villa sur la colline; Twin with balcony / Lits jumeaux avec balcon; Rooftop single / Simple sous les toits; Pool house / Pavillon de la piscine; Old wing double / Double, aile ancienne; Forest cabin / Cabane en forêt; Terrace suite / Suite terrasse
        kind        | choice*  | Kind / Type / Ubwoko                | double: Double / Double; suite: Suite / Suite; family: Family / Familiale; villa: Villa / Villa
        price       | money*   | Per night / Par nuit / Ku ijoro     | 40..320
        guests      | number   | Guests / Personnes / Abantu         | 1..8
        rating      | rating   | Rating / Note / Amanota             | 3..5
        breakfast   | flag     | Breakfast included / Petit-déjeuner compris / Ifunguro rya mu gitondo |
        description | longText | Description / Description / Ibisobanuro | Wakes with the fishermen’s songs. / On s’y réveille au chant des pêcheurs.; Thick walls, cool even at noon. / Murs épais, frais même à midi.; Two steps from the water. / À deux pas de l’eau.
      `,
    }),
    entity(
      'booking',
      'Booking / Réservation / Ubwishingizi',
      'Bookings / Réservations / Ubwishingizi',
      {
        words:
          'reservation, ticket order, booking record, travel order, booking history, réservation',
        icon: 'ticket',
        feminine: true,
        fields: `
        number   | text*      | Booking no. / N° / Nimero          | BK-####
        guest    | person*    | Guest / Voyageur / Umushyitsi      |
        tour     | reference* | Tour / Circuit / Urugendo          | tour
        startsOn | date*      | Starts on / Départ / Itangira      | -30..90
        people   | number     | People / Personnes / Abantu        | 1..6
        total    | money      | Total / Total / Byose              | 60..2800
        status   | choice*    | Status / Statut / Imiterere        | pending: Pending / En attente; confirmed: Confirmed / Confirmée; cancelled: Cancelled / Annulée
      `,
      },
    ),
    entity(
      'destination',
      'Destination / Destination / Ahantu',
      'Destinations / Destinations / Ahantu',
      {
        words:
          'scenic spot, attraction, place, spot, city, sight, tourist strategy, scenery, park, destination, venue, tourism resource',
        icon: 'map-pin',
        view: 'cards',
        feminine: true,
        fields: `
        name        | text*    | Place / Lieu / Ahantu               |
        region      | choice*  | Region / Région / Intara            | north: North / Nord; south: South / Sud; east: East / Est; west: West / Ouest
        season      | text     | Best time / Meilleure période / Igihe cyiza | June to September / De juin à septembre; All year / Toute l’année; December to February / De décembre à février
        entry       | money    | Entry / Entrée / Kwinjira           | 0..60
        rating      | rating   | Rating / Note / Amanota             | 3..5
        description | longText | Description / Description / Ibisobanuro |
      `,
        rows: `
        name | region | description
        Volcanoes park / Parc des Volcans | north | Bamboo, mist and mountain gorillas. / Bambous, brume et gorilles des montagnes.
        Lake Kivu / Lac Kivu | west | Beaches, singing fishermen, warm water. / Plages, pêcheurs qui chantent, eau douce.
        Akagera park / Parc de l’Akagera | east | Savanna with lions, rhinos and a lake. / Savane, lions, rhinocéros et un lac.
        Nyungwe forest / Forêt de Nyungwe | south | Old rainforest with a canopy walk. / Vieille forêt et passerelle.
        King’s palace / Palais royal | south | Thatch, long-horned cattle, good guides. / Chaume, vaches à longues cornes, bons guides.
        Twin lakes / Lacs jumeaux | north | Quiet water below the volcanoes. / Eaux calmes au pied des volcans.
        Muhazi shore / Rives du Muhazi | east | Weekend fires and slow boats. / Feux du week-end et barques lentes.
        Karongi bays / Baies de Karongi | west | Islands, bats and coffee. / Îles, chauves-souris et café.
      `,
      },
    ),
    entity('flight', 'Flight / Vol / Indege', 'Flights / Vols / Indege', {
      words: 'flight, airline, flight inquiry, departure, arrival, plane, vol, train',
      icon: 'plane',
      fields: `
        number   | text*   | Flight / Vol / Indege                 | WB ###
        origin   | text*   | From / De / Kuva                      | Kigali; Nairobi; Addis Ababa / Addis-Abeba; Entebbe; Brussels / Bruxelles; Johannesburg
        destination | text* | To / À / Kugera                      | Accra; Dar es Salaam; Doha; Kigali; Lagos; Paris
        leavesOn | date*   | Date / Date / Itariki                 | -2..12
        leavesAt | time*   | Departs / Départ / Ihaguruka          | 5..22
        gate     | text    | Gate / Porte / Umuryango              | A1; A4; B2; B3; C1
        status   | choice* | Status / Statut / Imiterere           | onTime: On time / À l’heure; boarding: Boarding / Embarquement; delayed: Delayed / Retardé; cancelled: Cancelled / Annulé
      `,
    }),
  ],
  site: site({
    headlines: `
      Go slowly, see more / Aller lentement, voir davantage / Genda buhoro, urebe byinshi
      A country is best met on foot / Un pays se rencontre à pied / Igihugu ukimenya n’amaguru
    `,
    leads: `
      {name} plans small journeys through {place} with people who live there: guides, cooks, boat builders. / {name} prépare de petits voyages à travers {place} avec ceux qui y vivent : guides, cuisiniers, charpentiers de bateaux. / {name} itegura ingendo nto muri {place} n’abahatuye.
    `,
    action: 'Plan a trip / Préparer un voyage / Tegura urugendo',
    offerTitle: 'Journeys this season / Voyages de la saison / Ingendo z’iki gihe',
    offerLead:
      'Eight people at most, guides from the valley. / Huit personnes au plus, guides de la vallée. / Abantu umunani gusa.',
    offer: `
      footprints | Gorillas of the Virunga / Gorilles des Virunga / Ingagi zo mu Birunga | 1250 | A steep walk, one hour with a family. / Une marche raide, une heure avec une famille. / Urugendo ruhanamye.
      bike       | Lake Kivu by bicycle / Le lac Kivu à vélo / Kivu ku igare | 540 | Five days on the old road, luggage by boat. / Cinq jours par l’ancienne route, bagages en bateau. / Iminsi itanu.
      sunrise    | Akagera at dawn / Akagera à l’aube / Akagera mu gitondo | 310 | Lions, hippos, and breakfast on the bonnet. / Lions, hippopotames et petit-déjeuner sur le capot. / Intare n’imvubu.
      drum       | Drums of Huye / Tambours de Huye / Ingoma z’i Huye | 180 | A women’s drum circle at night. / Un cercle de tambours de femmes le soir. / Ingoma z’abagore.
      leaf       | Tea country / Au pays du thé / Mu gihugu cy’icyayi | 160 | Pick, roll and taste with the cooperative. / Cueillir, rouler et goûter avec la coopérative. / Gusoroma icyayi.
      tent       | Twin lakes camp / Camp des lacs jumeaux / Inkambi | 260 | Canoes, tents, and stars without a city. / Canoës, tentes et étoiles loin des villes. / Ubwato n’amahema.
    `,
    storyTitle:
      'Made with the people you will meet / Fait avec ceux que vous rencontrerez / Bikorwa n’abo uzahura na bo',
    story: `
      Each route was walked with a guide from that valley, and half of what you pay stays there. / Chaque itinéraire a été parcouru avec un guide de la vallée, et la moitié de ce que vous payez y reste. / Kimwe cya kabiri cy’ibyo wishyura kiguma aho.
      We answer within a day and never sell what we have not done ourselves. / Nous répondons en un jour et ne vendons que ce que nous avons fait. / Dusubiza mu munsi umwe.
    `,
    figures: `
      8     | travellers at most / voyageurs au plus / abagenzi
      26    | local guides / guides locaux / abayobozi
      50 %  | stays in the valley / reste dans la vallée / biguma mu karere
    `,
    quotes: `
      Hanna Lindqvist | walked the volcano rim / a marché au bord du volcan / yazamutse ikirunga | Our guide knew every plant, and which one to avoid. / Notre guide connaissait chaque plante, et celle à éviter. / Umuyobozi wacu yari azi ibimera byose.
      Moses Kiptoo | came with his family / venu en famille / yazanye n’umuryango | No bus, no flag, no hurry. / Ni car, ni drapeau, ni hâte. / Nta bisi, nta guhubuka.
    `,
    questions: `
      When is the best time? / Quelle est la meilleure saison ? / Igihe cyiza ni ikihe? | June to September is dry; April is green and empty. / De juin à septembre, c’est sec ; avril est vert et calme. / Kamena kugeza Nzeri.
      How fit must I be? / Faut-il être sportif ? / Ngomba kuba nkomeye? | Each tour says so. If you climb stairs, most are open to you. / Chaque circuit le précise. Si vous montez un escalier, la plupart vous vont. / Buri rugendo rurabivuga.
      Can children come? / Et les enfants ? / Abana baza? | From six years on the lake, from fifteen to the gorillas. / Dès six ans au lac, dès quinze chez les gorilles. / Kuva ku myaka itandatu.
    `,
    gallery: `
      Mist on the rim / Brume sur la crête / Igihu
      Fishing boats at night / Barques de nuit / Amato nijoro
      Tea pickers / Cueilleuses de thé / Abasoromyi b’icyayi
      Savanna after rain / Savane après la pluie / Umukenke
      Canopy walk / Passerelle de la canopée / Ikiraro
      Camp breakfast / Petit-déjeuner au camp / Ifunguro
    `,
  }),
});
