import { domain, entity } from './dsl.ts';

export const forum = domain('forum', 'Community / Communauté / Umuryango', {
  words:
    'forum, community, discussion, discussion forum, message board, thread, topic, q&a, social media, social network, social, friend, follow, moment, circle, post sharing, comment system, reply, fan website, communauté, réseau social, dating, chat room, review website, interaction',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Urubuga, Commonroom, Igiti, Townbench, Ikiganiro',
  core: 'discussion, member',
  welcome: {
    headlines: `
      A question is a good beginning / Une question, c’est un bon début / Ikibazo ni intangiriro nziza
      Talk with people who have been there / Parlez avec ceux qui sont passés par là / Ganira n’ababinyuzemo
    `,
    lead: 'Ask, answer, disagree kindly. Most questions here have a reply within the hour. / Demandez, répondez, discutez avec bienveillance. La plupart des questions ont une réponse dans l’heure. / Baza, usubize, utange igitekerezo.',
  },
  entities: [
    entity(
      'discussion',
      'Discussion / Discussion / Ikiganiro',
      'Discussions / Discussions / Ibiganiro',
      {
        words:
          'topic, thread, post, question, message, forum post, forum, resident discussion, moment, sharing, experience, community post, discussion, sujet, review',
        icon: 'messages-square',
        view: 'cards',
        feminine: true,
        fields: `
        title    | text*    | Title / Titre / Umutwe                 |
        category | choice*  | Category / Catégorie / Icyiciro        | general: General / Général; help: Help wanted / Entraide; ideas: Ideas / Idées; meetups: Meet-ups / Rencontres
        author   | person*  | Author / Auteur / Umwanditsi           |
        postedOn | date*    | Posted / Publiée le / Yanditswe ku     | -60..0
        replies  | number   | Replies / Réponses / Ibisubizo         | 0..48
        likes    | number   | Likes / J’aime / Abakunze              | 0..120
        body     | longText | Text / Texte / Inyandiko               |
      `,
        rows: `
        title | category | body
        Where do you repair shoes? / Où faites-vous réparer vos chaussures ? | help | Two heels, one zip, not in a hurry. / Deux talons, une fermeture, rien ne presse.
        Saturday clean-up of the stream / Nettoyage du ruisseau samedi | meetups | Gloves and tea are provided. Bring boots. / Gants et thé fournis. Apportez des bottes.
        A bench at the bus stop? / Un banc à l’arrêt de bus ? | ideas | I drew one. It costs less than a bicycle. / J’en ai dessiné un. Moins cher qu’un vélo.
        Introduce yourself / Présentez-vous | general | Name, street, and something you can teach. / Nom, rue, et ce que vous pouvez enseigner.
        Lost grey cat, answers to Kofi / Chat gris perdu, nommé Kofi | help | Last seen near the bakery on Tuesday. / Vu mardi près de la boulangerie.
        Shared tools list / Liste d’outils à partager | ideas | We own eleven ladders. We need two. / Nous avons onze échelles. Il en faut deux.
        Film night on the wall / Film sur le mur | meetups | Vote below, bring a chair. / Votez ci-dessous, apportez une chaise.
        Quiet hours, again / Les heures calmes, encore | general | A kind proposal with numbers. / Une proposition aimable, avec des chiffres.
        Who has a spare desk? / Qui a un bureau en trop ? | help | For a pupil in year six. / Pour une élève de sixième.
        Rooftop gardens that work / Des toits-jardins qui marchent | ideas | Photos from three seasons. / Photos de trois saisons.
        Chess on Thursdays / Échecs le jeudi | meetups | Beginners lose politely. / Les débutants perdent poliment.
        Best lunch under an hour / Déjeuner en moins d’une heure | general | Convince me. / Convainquez-moi.
      `,
      },
    ),
    entity('member', 'Member / Membre / Umunyamuryango', 'Members / Membres / Abanyamuryango', {
      words:
        'user, friend, profile, follower, participant, resident, parent, contact, community member, personal information, user information, account, fan',
      icon: 'users',
      view: 'cards',
      fields: `
        name     | person*  | Name / Nom / Izina                     |
        role     | choice*  | Role / Rôle / Uruhare                  | member: Member / Membre; moderator: Moderator / Modérateur; admin: Admin / Admin
        city     | text     | City / Ville / Umujyi                  | Kigali; Huye; Musanze; Rubavu; Nairobi
        posts    | number   | Posts / Messages / Inyandiko           | 0..210
        joinedOn | date     | Joined / Inscrit le / Kuva             | -1400..-3
        about    | longText | About / À propos / Ibisobanuro         | Repairs radios and opinions. / Répare les radios et les avis.; New here, good at soup. / Nouvelle ici, douée pour la soupe.; Reads everything, writes little. / Lit tout, écrit peu.
      `,
    }),
    entity(
      'announcement',
      'Announcement / Annonce / Itangazo',
      'Announcements / Annonces / Amatangazo',
      {
        words:
          'notice, notification, news, information announcement, bulletin, notification publishing, information dissemination, annonce',
        icon: 'megaphone',
        feminine: true,
        fields: `
        title    | text*    | Title / Titre / Umutwe                 | Water off on Wednesday / Coupure d’eau mercredi; Town meeting at six / Réunion à dix-huit heures; New opening hours / Nouveaux horaires; Vaccination day / Journée de vaccination; Road closed for the race / Route fermée pour la course; Library books due / Livres à rendre; Winners of the photo prize / Lauréats du prix photo
        audience | choice   | For / Pour / Abagenewe                 | everyone: Everyone / Tous; members: Members / Membres; staff: Staff / Équipe
        postedOn | date*    | Date / Date / Itariki                  | -40..0
        status   | choice*  | Status / Statut / Imiterere            | published: Published / Publiée; draft: Draft / Brouillon
        body     | longText | Text / Texte / Inyandiko               | Please tell your neighbours. / Prévenez vos voisins.; Details at the office, weekdays until five. / Détails au bureau, en semaine jusqu’à dix-sept heures.
      `,
      },
    ),
    entity('survey', 'Survey / Enquête / Ubushakashatsi', 'Surveys / Enquêtes / Ubushakashatsi', {
      words:
        'questionnaire, poll, vote, questionnaire survey, form, feedback form, sondage, enquête, evaluation, survey record, inspection',
      icon: 'clipboard-list',
      feminine: true,
      fields: `
        title     | text*   | Title / Titre / Umutwe                 | How do you get to work? / Comment allez-vous au travail ?; Opening hours of the library / Horaires de la bibliothèque; Street lights in our quarter / Éclairage du quartier; School lunch / Cantine scolaire; Weekend market / Marché du week-end; Playground equipment / Aire de jeux
        questions | number  | Questions / Questions / Ibibazo        | 3..18
        answers   | number  | Answers / Réponses / Ibisubizo         | 0..420
        closesOn  | date    | Closes on / Clôture le / Bifungwa ku   | -20..40
        status    | choice* | Status / Statut / Imiterere            | open: Open / Ouverte; draft: Draft / Brouillon; closed: Closed / Close
      `,
    }),
  ],
});
