import { domain, entity, site } from './dsl.ts';

export const events = domain('events', 'Events / Événements / Ibirori', {
  words:
    'event, ticket, conference, concert, wedding, seat, meetup, festival, event booking, ticketing, show, cinema, movie ticket, theatre, venue, team-building, événement, billetterie, exhibition, activity registration, activity planning, ceremony',
  leaning: { crud: 2 },
  surface: 'public',
  brands: 'Ibirori, Gatherhall, Ticketry, Frontrow, Amasezerano',
  core: 'event, booking',
  entities: [
    entity('event', 'Event / Événement / Igikorwa', 'Events / Événements / Ibikorwa', {
      words:
        'concert, show, conference, meetup, festival, activity, cultural activity, workshop, exhibition, movie, film, session, event information, team-building, événement, spectacle',
      icon: 'calendar-days',
      view: 'cards',
      fields: `
        title       | text*    | Event / Événement / Igikorwa        |
        kind        | choice*  | Kind / Type / Ubwoko                | music: Music / Musique; talk: Talks / Conférences; theatre: Theatre / Théâtre; family: Family / Famille; sport: Sport / Sport
        heldOn      | date*    | Date / Date / Itariki               | 1..90
        startsAt    | time*    | Time / Heure / Isaha                | 10..21
        venue       | text*    | Venue / Lieu / Aho bibera           | Kigali Arena; Old Market Hall / Ancienne halle; Lake stage / Scène du lac; Huye Theatre / Théâtre de Huye; City Garden / Jardin de la ville
        price       | money*   | Ticket / Billet / Itike             | 4..60
        seats       | number   | Seats left / Places restantes / Imyanya | 0..240
        description | longText | Description / Description / Ibisobanuro |
      `,
      rows: `
        title | kind | description
        Night of the drums / La nuit des tambours | music | Forty drummers, one hill. / Quarante tambours, une colline.
        Small inventions fair / Salon des petites inventions | talk | Makers show what they fixed this year. / Des inventeurs montrent ce qu’ils ont réparé cette année.
        The lake choir / Le chœur du lac | music | Evening songs, bring a blanket. / Chants du soir, apportez une couverture.
        A king and his cook / Le roi et son cuisinier | theatre | A comedy about salt. / Une comédie sur le sel.
        Puppets for breakfast / Marionnettes du matin | family | Children in front, parents behind. / Les enfants devant, les parents derrière.
        Design after work / Design après le travail | talk | Five slides, five minutes, five people. / Cinq images, cinq minutes, cinq personnes.
        Hill marathon / Marathon des collines | sport | Twenty-one kilometres, seven hills. / Vingt et un kilomètres, sept collines.
        Jazz under the trees / Jazz sous les arbres | music | Two sets and a long break. / Deux sets et une longue pause.
        Poetry in three languages / Poésie en trois langues | theatre | With translations on paper fans. / Avec traductions sur éventails.
        Kite Sunday / Dimanche des cerfs-volants | family | Build one, fly one. / En construire un, le faire voler.
        Open data evening / Soirée données ouvertes | talk | What the bus data tells us. / Ce que disent les données des bus.
        City final / La finale de la ville | sport | Basketball, two halves, one cup. / Basket, deux mi-temps, une coupe.
      `,
    }),
    entity('booking', 'Booking / Réservation / Itike', 'Bookings / Réservations / Amatike', {
      words:
        'ticket, seat, registration, reservation, attendee, participant, ticket purchase, seat booking, inscription, billet',
      icon: 'ticket',
      feminine: true,
      fields: `
        number   | text*      | Booking no. / N° / Nimero          | TK-####
        guest    | person*    | Name / Nom / Izina                 |
        event    | reference* | Event / Événement / Igikorwa       | event
        seat     | text       | Seat / Place / Intebe              | A12; A13; B04; B05; C21; D07; Standing / Debout
        tickets  | number     | Tickets / Billets / Amatike        | 1..6
        bookedOn | date       | Booked on / Réservée le / Itariki  | -40..0
        status   | choice*    | Status / Statut / Imiterere        | paid: Paid / Payée; pending: Pending / En attente; used: Used / Utilisée; cancelled: Cancelled / Annulée
      `,
    }),
    entity('venue', 'Venue / Lieu / Ahantu', 'Venues / Lieux / Ahantu', {
      words: 'hall, location, stage, stadium, room, venue information, lieu, salle',
      icon: 'map-pin',
      fields: `
        name     | text*   | Name / Nom / Izina                    | Kigali Arena; Old Market Hall / Ancienne halle; Lake stage / Scène du lac; Huye Theatre / Théâtre de Huye; City Garden / Jardin de la ville; Rooftop nine / Toit neuf; Print Works / Imprimerie; Stadium west / Stade ouest
        city     | text    | City / Ville / Umujyi                 | Kigali; Huye; Rubavu; Musanze
        capacity | number  | Capacity / Capacité / Ubushobozi      | 60..9000
        contact  | person  | Contact / Contact / Umuntu            |
        phone    | phone   | Phone / Téléphone / Telefone          |
      `,
    }),
  ],
  site: site({
    headlines: `
      One evening worth the whole week / Un soir qui vaut la semaine / Umugoroba umwe
      Meet where things happen / Retrouvons-nous là où ça se passe / Duhurire aho biberera
    `,
    leads: `
      {name} brings music, talks and long tables to {place}. See what is on and keep a seat. / {name} amène musique, conférences et grandes tables à {place}. Voyez le programme et gardez une place. / {name} izana umuziki n’ibiganiro i {place}.
    `,
    action: 'See the programme / Voir le programme / Reba gahunda',
    offerTitle: 'Coming up / À venir / Ibiri imbere',
    offerLead:
      'Doors open half an hour before. / Les portes ouvrent une demi-heure avant. / Imiryango ifungurwa mbere.',
    offer: `
      drum      | Night of the drums / La nuit des tambours / Ijoro ry’ingoma | 12 | Forty drummers, one hill. / Quarante tambours, une colline. / Abavuzi b’ingoma mirongo ine.
      lightbulb | Small inventions fair / Salon des petites inventions / Imurikabikorwa | 6 | Makers show what they fixed this year. / Des inventeurs montrent ce qu’ils ont réparé. / Abahanga berekana.
      mic-vocal | The lake choir / Le chœur du lac / Korali y’ikiyaga | 8 | Evening songs, bring a blanket. / Chants du soir, apportez une couverture. / Indirimbo za nimugoroba.
      drama     | A king and his cook / Le roi et son cuisinier / Umwami n’umutetsi | 10 | A comedy about salt. / Une comédie sur le sel. / Ikinamico ku munyu.
    `,
    storyTitle: 'Run by neighbours / Tenu par des voisins / Bikorwa n’abaturanyi',
    story: `
      It began as a film night on a wall. The wall is now a stage, and the neighbours still make the soup. / Au début, un film projeté sur un mur. Le mur est devenu scène, et les voisins font toujours la soupe. / Byatangiye ari filime ku rukuta.
      Tickets stay cheap because forty people work for nothing. Ask one of them why. / Les billets restent bon marché parce que quarante personnes travaillent gratuitement. Demandez-leur pourquoi. / Amatike ahendutse.
    `,
    figures: `
      64    | evenings a year / soirées par an / imigoroba mu mwaka
      40    | volunteers / bénévoles / abakorerabushake
      11    | years running / années d’existence / imyaka
    `,
    quotes: `
      Liliane Ishimwe | volunteer at the door / bénévole à l’entrée / umukorerabushake | People arrive as strangers and leave arguing about the ending. / On arrive en inconnus et on repart en discutant de la fin. / Abantu baza batazi.
      Brian Otieno | musician / musicien / umuhanzi | The best audience between two lakes. / Le meilleur public entre deux lacs. / Abantu beza.
    `,
    questions: `
      Can I return a ticket? / Peut-on rendre un billet ? / Nasubiza itike? | Until noon on the day, for the full price. / Jusqu’à midi le jour même, au prix entier. / Kugeza saa sita.
      Is the hall step-free? / La salle est-elle sans marche ? / Hari ingazi? | Yes, with eight places kept in the first rows. / Oui, avec huit places gardées au premier rang. / Nta ngazi zihari.
      May I bring food? / Peut-on apporter à manger ? / Nazana ibiryo? | Please bring enough to share. / Apportez de quoi partager. / Zana ibyo musangira.
    `,
    gallery: `
      Before the doors / Avant l’ouverture / Mbere yo gufungura
      Drums at dusk / Tambours au crépuscule / Ingoma nimugoroba
      Soup for sixty / Soupe pour soixante / Isupu
      First row / Premier rang / Umurongo wa mbere
      The wall, now a stage / Le mur devenu scène / Urukuta
      After the last song / Après la dernière chanson / Nyuma y’indirimbo
    `,
  }),
});
