import { domain, entity } from './dsl.ts';

export const games = domain('games', 'Games / Jeux / Imikino', {
  words:
    'game, puzzle, player, level, score, leaderboard, gameplay, battle, tic-tac-toe, memory game, runner, rpg, arcade, quiz game, casino, bet, coin flip, jeu, jump, flip game, game mode, guild, character',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Igisoro, Playroom, Umukino, Pixelhill, Tokens',
  core: 'level, player, match',
  welcome: {
    headlines: `
      One more round / Encore une partie / Undi mukino
      Puzzles for the bus ride home / Des énigmes pour le trajet du retour / Ibisakuzo byo mu nzira
    `,
    lead: 'Pick a level, keep your score, and see who is ahead this week. / Choisissez un niveau, gardez votre score et voyez qui mène cette semaine. / Hitamo urwego, ubike amanota.',
  },
  entities: [
    entity('level', 'Level / Niveau / Urwego', 'Levels / Niveaux / Inzego', {
      words:
        'puzzle, stage, map, mission, quest, challenge, game mode, mode, round, game, bonus round, niveau, clue, game level, obstacle',
      icon: 'puzzle',
      view: 'cards',
      fields: `
        name       | text*    | Level / Niveau / Urwego                | First steps / Premiers pas; The broken bridge / Le pont cassé; Night market / Marché de nuit; Signal box / Poste d’aiguillage; Hall of mirrors / Galerie des miroirs; Salt mine / Mine de sel; Rooftops / Les toits; Slow river / La rivière lente; Clockmaker / L’horloger; Last station / Dernière gare; Garden of lamps / Jardin des lampes; High wire / Le fil
        difficulty | choice*  | Difficulty / Difficulté / Uburemere    | easy: Easy / Facile; normal: Normal / Normal; hard: Hard / Difficile
        reward     | number   | Reward / Récompense / Igihembo         | 20..400 coins
        stars      | rating   | Stars / Étoiles / Inyenyeri            | 1..5
        unlocked   | flag     | Unlocked / Débloqué / Yafunguwe        |
        hint       | longText | Hint / Indice / Icyerekezo             | Look at what does not move. / Regardez ce qui ne bouge pas.; Count the lamps before you jump. / Comptez les lampes avant de sauter.; The second door is the first. / La deuxième porte est la première.
      `,
    }),
    entity('player', 'Player / Joueur / Umukinnyi', 'Players / Joueurs / Abakinnyi', {
      words:
        'leaderboard, ranking, user, opponent, character, gamer, score, personal information, inventory, joueur, profile, guild member',
      icon: 'trophy',
      fields: `
        name     | person* | Player / Joueur / Umukinnyi              |
        score    | number* | Score / Score / Amanota                  | 120..9800
        level    | number  | Level / Niveau / Urwego                  | 1..40
        wins     | number  | Wins / Victoires / Insinzi               | 0..210
        country  | text    | Country / Pays / Igihugu                 | Rwanda; Kenya; Uganda; Senegal / Sénégal; Ghana; Burundi; Tanzania / Tanzanie
        joinedOn | date    | Playing since / Joue depuis / Kuva       | -700..-2
      `,
    }),
    entity('match', 'Match / Partie / Umukino', 'Matches / Parties / Imikino', {
      words:
        'game, round, battle, two-player game, tic-tac-toe, tic-tac-toe game, chess game, board game, game record, result, history, game progress, bet, war, competition, partie, final result',
      icon: 'swords',
      feminine: true,
      fields: `
        title    | text*   | Match / Partie / Umukino                 | Evening round / Manche du soir; Quick game / Partie rapide; Semi-final / Demi-finale; Friendly / Amicale; Practice / Entraînement; Final / Finale; Rematch / Revanche
        opponent | person* | Opponent / Adversaire / Uwo mukina       |
        playedOn | date*   | Date / Date / Itariki                    | -40..0
        result   | choice* | Result / Résultat / Igisubizo            | won: Won / Gagnée; lost: Lost / Perdue; drawn: Drawn / Nulle
        points   | number  | Points / Points / Amanota                | 0..320
        minutes  | number  | Duration / Durée / Igihe                 | 2..48 min
      `,
    }),
    entity('shopItem', 'Item / Objet / Ikintu', 'Game store / Boutique / Iduka', {
      words:
        'power-up, in-app purchase, store, equipment, coin, skin, weapon, prop, item, purchase, collectible, reward',
      icon: 'gem',
      view: 'cards',
      fields: `
        name        | text*    | Item / Objet / Ikintu                 | Second chance / Seconde chance; Quiet shoes / Chaussures silencieuses; Lamp of the guard / Lampe du gardien; Double coins / Pièces doublées; Red cape / Cape rouge; Map fragment / Fragment de carte; Time glass / Sablier; Lucky bead / Perle porte-bonheur
        kind        | choice*  | Kind / Type / Ubwoko                  | boost: Boost / Bonus; outfit: Outfit / Tenue; tool: Tool / Outil
        price       | number*  | Price / Prix / Igiciro                | 10..600 coins
        owned       | flag     | Owned / Possédé / Ufite               |
        description | longText | Description / Description / Ibisobanuro | Works once a day. / Une fois par jour.; Only for those who lose often. / Réservé à ceux qui perdent souvent.
      `,
    }),
  ],
});
