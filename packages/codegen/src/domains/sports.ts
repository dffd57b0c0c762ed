import { domain, entity } from './dsl.ts';

export const sports = domain('sports', 'Sports / Sport / Siporo', {
  words:
    'sport, sports, football, match information, league, team, score, player information, coach, stadium, tournament, basketball, referee, season, soccer, sports community, footballer, championnat, équipe sportive, race',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Umupira, Fulltime, Touchline, Kickoff Hills, Corner Flag',
  core: 'match, team, player',
  welcome: {
    headlines: `
      Every kick, every minute / Chaque tir, chaque minute / Buri munota
      Follow your club to the final whistle / Suivez votre club jusqu’au coup de sifflet / Kurikira ikipe yawe
    `,
    lead: 'Matches, tables and players of this season, kept up to date. / Matchs, classements et joueurs de la saison, tenus à jour. / Imikino, urutonde n’abakinnyi.',
  },
  entities: [
    entity('match', 'Match / Match / Umukino', 'Matches / Matchs / Imikino', {
      words:
        'game, fixture, real-time score, live score, match list, football match information, schedule, football match, rencontre, sporting event, competition',
      icon: 'trophy',
      fields: `
        fixture  | text*    | Match / Match / Umukino                 | APR FC – Rayon Sports; Mukura – Police FC; Kiyovu – Gasogi United; Etincelles – Musanze FC; AS Kigali – Marines FC; Bugesera FC – Gorilla FC; Sunrise – Amagaju; Rayon Sports – Mukura; Police FC – APR FC
        league   | choice*  | League / Championnat / Shampiyona       | first: First division / Première division; cup: Cup / Coupe; friendly: Friendly / Amical
        playedOn | date*    | Date / Date / Itariki                   | -30..30
        kickOff  | time     | Kick-off / Coup d’envoi / Itangira      | 13..20
        score    | text     | Score / Score / Igitego                 | 2 – 1; 0 – 0; 1 – 3; 1 – 1; 3 – 0; 0 – 2
        venue    | text     | Venue / Stade / Sitade                  | Amahoro; Kigali Pelé; Huye; Umuganda; Bugesera
        status   | choice*  | Status / Statut / Imiterere             | scheduled: Coming up / À venir; live: Live / En direct; finished: Full time / Terminé
      `,
    }),
    entity('team', 'Team / Équipe / Ikipe', 'Teams / Équipes / Amakipe', {
      words: 'club, league list, squad, season list, league, season, club, équipe, group',
      icon: 'shield',
      feminine: true,
      fields: `
        name    | text*   | Team / Équipe / Ikipe                     |
        city    | text    | City / Ville / Umujyi                     | Kigali; Huye; Musanze; Rubavu; Bugesera; Nyagatare
        coach   | person  | Coach / Entraîneur / Umutoza              |
        played  | number  | Played / Joués / Imikino                  | 8..14
        points  | number* | Points / Points / Amanota                 | 6..34
        form    | choice  | Form / Forme / Uko ihagaze                | rising: Rising / En hausse; steady: Steady / Stable; falling: Falling / En baisse
      `,
      rows: `
        name | points
        APR FC | 31
        Rayon Sports | 29
        Police FC | 25
        Mukura | 22
        Musanze FC | 21
        Gasogi United | 18
        AS Kigali | 17
        Kiyovu | 16
        Gorilla FC | 14
        Etincelles | 12
        Bugesera FC | 11
        Marines FC | 9
      `,
    }),
    entity('player', 'Player / Joueur / Umukinnyi', 'Players / Joueurs / Abakinnyi', {
      words:
        'athlete, player information, footballer, coach, coach information, person, joueur, member',
      icon: 'user-round',
      fields: `
        name     | person*    | Name / Nom / Izina                    |
        team     | reference* | Team / Équipe / Ikipe                 | team
        position | choice*    | Position / Poste / Umwanya            | goalkeeper: Goalkeeper / Gardien; defender: Defender / Défenseur; midfielder: Midfielder / Milieu; forward: Forward / Attaquant
        number   | number     | Shirt / Maillot / Nimero              | 1..30
        goals    | number     | Goals / Buts / Ibitego                | 0..18
        bornOn   | date       | Born on / Né le / Yavutse             | -13000..-6800
      `,
    }),
    entity('venue', 'Venue / Stade / Sitade', 'Venues / Stades / Sitade', {
      words: 'stadium, field, court, venue information, pitch, sports facility, stade',
      icon: 'map-pin',
      fields: `
        name     | text*   | Venue / Stade / Sitade                   | Amahoro; Kigali Pelé; Huye; Umuganda; Bugesera; Ubworoherane; Muhanga; Nyagatare
        city     | text    | City / Ville / Umujyi                    | Kigali; Huye; Rubavu; Musanze; Bugesera
        capacity | number  | Seats / Places / Imyanya                 | 1200..45000
        surface  | choice  | Surface / Surface / Ubutaka              | grass: Grass / Pelouse; artificial: Artificial / Synthétique
        openedOn | date    | Opened / Ouvert le / Yafunguwe           | -12000..-300
      `,
    }),
  ],
});
