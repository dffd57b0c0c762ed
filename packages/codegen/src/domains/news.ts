import { domain, entity } from './dsl.ts';

export const news = domain('news', 'News / Actualités / Amakuru', {
  words:
    'news, newspaper, magazine, article, rss, feed, headline, press, journalism, information website, news website, news aggregator, publication, editorial, report publication, actualité, presse, information portal, encyclopedia, knowledge',
  leaning: { crud: 2 },
  surface: 'public',
  brands: 'Amakuru, The Hill Post, Morning Sheet, Umuseke News, Daily Kivu',
  core: 'article, source',
  welcome: {
    headlines: `
      What changed since yesterday / Ce qui a changé depuis hier / Ibyahindutse kuva ejo
      Read less, know more / Lire moins, savoir plus / Soma bike, umenye byinshi
    `,
    lead: 'The day in a dozen stories, each with its source and how long it takes to read. / La journée en une douzaine d’articles, avec leur source et leur temps de lecture. / Umunsi mu nkuru nke.',
  },
  entities: [
    entity('article', 'Article / Article / Inkuru', 'Articles / Articles / Inkuru', {
      words:
        'news, story, post, report, news item, headline, information, content, column, announcement, policy, article, actualité, page',
      icon: 'newspaper',
      view: 'cards',
      fields: `
        title       | text*    | Title / Titre / Umutwe                |
        topic       | choice*  | Topic / Rubrique / Ingingo            | city: City / Ville; business: Business / Économie; culture: Culture / Culture; science: Science / Sciences; sport: Sport / Sport
        author      | person   | Author / Auteur / Umwanditsi          |
        publishedOn | date*    | Published / Publié le / Yasohotse     | -40..0
        minutes     | number   | Reading time / Lecture / Gusoma       | 2..11 min
        summary     | longText | Summary / Résumé / Incamake           |
      `,
      rows: `
        title | topic | summary
        Night buses return to four lines / Les bus de nuit reviennent sur quatre lignes | city | After two years, the last bus leaves at one again. / Après deux ans, le dernier bus repart à une heure.
        Coffee prices climb before harvest / Le café grimpe avant la récolte | business | Cooperatives hold back stock and wait for June. / Les coopératives gardent leur stock et attendent juin.
        A library without doors / Une bibliothèque sans portes | culture | The new reading hall stays open through the night. / La nouvelle salle de lecture reste ouverte la nuit.
        Lake level lowest in nine years / Le lac au plus bas depuis neuf ans | science | Fishers and scientists count the same stones. / Pêcheurs et scientifiques comptent les mêmes pierres.
        Cyclists take the hill record / Le record de la côte tombe | sport | Seventeen minutes, in the rain. / Dix-sept minutes, sous la pluie.
        Markets move under one roof / Les marchés sous un même toit | city | Six hundred sellers draw lots for a stall. / Six cents vendeuses tirent leur étal au sort.
        Small shops go cashless / Les petites boutiques sans espèces | business | Mobile money passes coins for the first time. / Le paiement mobile dépasse la monnaie pour la première fois.
        The last film projectionist / Le dernier projectionniste | culture | He keeps the reels; nobody asks for them. / Il garde les bobines ; personne ne les demande.
        Trees that cool a street / Des arbres qui rafraîchissent une rue | science | Four degrees less, measured at noon. / Quatre degrés de moins, mesurés à midi.
        Women’s final sold out / Finale féminine à guichets fermés | sport | Twelve thousand seats in forty minutes. / Douze mille places en quarante minutes.
        Bridge opens two months early / Le pont ouvre deux mois plus tôt | city | The ferry makes its last trip on Sunday. / Le bac fait son dernier trajet dimanche.
        New song in an old language / Une chanson neuve dans une vieille langue | culture | A choir rehearses words nobody had written down. / Un chœur répète des mots jamais écrits.
        Solar kiosks reach the north / Les kiosques solaires gagnent le nord | business | Charge a phone, buy bread, read the paper. / Recharger, acheter du pain, lire le journal.
        School team builds a seismograph / Une classe construit un sismographe | science | It noticed Tuesday before anyone did. / Il a remarqué mardi avant tout le monde.
      `,
    }),
    entity('source', 'Source / Source / Isoko', 'Sources / Sources / Amasoko', {
      words: 'rss source, feed, rss, rss information, publisher, channel, website, site',
      icon: 'rss',
      feminine: true,
      fields: `
        name      | text*   | Name / Nom / Izina                     | City desk / Rédaction ville; Science weekly / Sciences hebdo; Hill sports / Sports des collines; Market watch / Cours et marchés; Culture notes / Notes culture; Lake radio / Radio du lac; Open data feed / Flux données ouvertes; Weather office / Service météo
        address   | url*    | Address / Adresse / Aderesi            |
        topic     | choice* | Topic / Rubrique / Ingingo             | city: City / Ville; business: Business / Économie; culture: Culture / Culture; science: Science / Sciences; sport: Sport / Sport
        status    | choice* | Status / Statut / Imiterere            | active: Active / Active; paused: Paused / En pause; failing: Not answering / Ne répond pas
        readOn    | date    | Last read / Dernière lecture / Byasomwe | -6..0
      `,
    }),
    entity('author', 'Author / Auteur / Umwanditsi', 'Authors / Auteurs / Abanditsi', {
      words: 'writer, journalist, reporter, editor, columnist, auteur',
      icon: 'pen-line',
      fields: `
        name     | person* | Name / Nom / Izina                      |
        desk     | choice* | Desk / Rubrique / Ishami                | city: City / Ville; business: Business / Économie; culture: Culture / Culture; science: Science / Sciences; sport: Sport / Sport
        email    | email   | E-mail / E-mail / Imeyili               |
        articles | number  | Articles / Articles / Inkuru            | 4..180
        joinedOn | date    | Since / Depuis / Kuva                   | -2400..-30
      `,
    }),
  ],
});
