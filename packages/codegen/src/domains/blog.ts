import { domain, entity } from './dsl.ts';

export const blog = domain('blog', 'Blog / Blog / Blog', {
  words:
    'blog, blogger, blogging, personal blog, post, markdown, writing, author, diary, cms, content management, publishing, web page, website builder, document editing, journal, static website',
  leaning: { crud: 2 },
  surface: 'public',
  brands: 'Marginalia, Umwanya, Slow Notes, Field Notes from Here, Paper Lamp',
  core: 'post, comment',
  welcome: {
    headlines: `
      Notes from a slow week / Notes d’une semaine lente / Inyandiko z’icyumweru
      Written by hand, read on screens / Écrit à la main, lu à l’écran / Byanditswe n’intoki
    `,
    lead: 'Short texts about craft, books and the road. New ones on most Sundays. / De courts textes sur le métier, les livres et la route. De nouveaux, presque chaque dimanche. / Inyandiko ngufi ku bitabo no ku ngendo.',
  },
  entities: [
    entity('post', 'Post / Billet / Inyandiko', 'Posts / Billets / Inyandiko', {
      words:
        'article, blog post, blog, entry, story, tutorial, markdown post, writing, content, essay, billet, publication, novel',
      icon: 'pen-line',
      view: 'cards',
      fields: `
        title       | text*    | Title / Titre / Umutwe                |
        tag         | choice*  | Tag / Étiquette / Akarango            | notes: Notes / Notes; craft: Craft / Métier; travel: Travel / Voyage; reading: Reading / Lecture
        publishedOn | date*    | Published / Publié le / Yasohotse     | -300..-1
        minutes     | number   | Reading time / Lecture / Gusoma       | 2..12 min
        status      | choice*  | Status / Statut / Imiterere           | published: Published / Publié; draft: Draft / Brouillon
        body        | longText | Text / Texte / Inyandiko              |
      `,
      rows: `
        title | tag | status | body
        What I learned from a slow bus / Ce que m’a appris un bus lent | travel | published | Nothing happens for three hours, and then you know everyone’s name. / Rien ne se passe pendant trois heures, puis on connaît le nom de chacun.
        Writing by hand again / Réécrire à la main | craft | published | The first page is ugly. The tenth is mine. / La première page est laide. La dixième est à moi.
        A shelf of borrowed books / Une étagère de livres prêtés | reading | published | Six of them are not mine, and I know exactly whose they are. / Six ne sont pas à moi, et je sais exactement à qui.
        How I take notes / Comment je prends des notes | craft | published | One idea, one card, one date. The rest is decoration. / Une idée, une fiche, une date. Le reste est décor.
        Rain season, week two / Saison des pluies, semaine deux | notes | published | The roof has a new sound. / Le toit a un nouveau bruit.
        Three small museums / Trois petits musées | travel | published | Each can be seen in an hour and remembered for years. / Chacun se visite en une heure et se retient des années.
        On finishing things / Finir les choses | notes | published | A done small thing beats a planned large one. / Une petite chose finie vaut mieux qu’une grande prévue.
        The novel I gave up twice / Le roman abandonné deux fois | reading | published | The third time I started in the middle. / La troisième fois, j’ai commencé au milieu.
        Tools I stopped using / Les outils que j’ai quittés | craft | draft | Fewer buttons, more afternoons. / Moins de boutons, plus d’après-midi.
        Letter to a new neighbour / Lettre à un nouveau voisin | notes | published | The water comes at six; the music stops at ten. / L’eau vient à six heures ; la musique s’arrête à dix.
        Road to the lake / La route du lac | travel | published | Eucalyptus, dust, then blue. / Eucalyptus, poussière, puis bleu.
        Reading with children / Lire avec des enfants | reading | draft | They notice the dog on page four. / Ils remarquent le chien à la page quatre.
      `,
    }),
    entity(
      'comment',
      'Comment / Commentaire / Igitekerezo',
      'Comments / Commentaires / Ibitekerezo',
      {
        words: 'reply, message, feedback, response, note, commentaire, annotation',
        icon: 'message-square',
        fields: `
        body      | text*      | Comment / Commentaire / Igitekerezo  | This made my morning. / Cela a fait ma matinée.; I disagree, gently. / Je ne suis pas d’accord, avec douceur.; Which pen do you use? / Quel stylo utilisez-vous ?; More of this, please. / Encore, s’il vous plaît.; My grandmother said the same. / Ma grand-mère disait pareil.; The second paragraph is perfect. / Le deuxième paragraphe est parfait.
        author    | person*    | Author / Auteur / Umwanditsi         |
        post      | reference* | Post / Billet / Inyandiko            | post
        writtenOn | date       | Date / Date / Itariki                | -120..0
        status    | choice*    | Status / Statut / Imiterere          | visible: Visible / Visible; pending: Waiting / En attente; hidden: Hidden / Masqué
      `,
      },
    ),
    entity('page', 'Page / Page / Paji', 'Pages / Pages / Paji', {
      words:
        'web page, webpage, website, site, template, element, component, webpage element, static page, document, content block',
      icon: 'panels-top-left',
      feminine: true,
      fields: `
        title     | text*    | Title / Titre / Umutwe                 | Home / Accueil; About us / À propos; Contact / Contact; Services / Services; Team / Équipe; Legal notice / Mentions légales; Press kit / Espace presse; Careers / Carrières
        path      | text*    | Path / Chemin / Inzira                 | /home; /about; /contact; /services; /team; /legal; /press; /careers
        template  | choice   | Template / Modèle / Imiterere          | plain: Plain / Simple; landing: Landing / Accueil; article: Article / Article
        status    | choice*  | Status / Statut / Imiterere            | published: Published / Publiée; draft: Draft / Brouillon; archived: Archived / Archivée
        updatedOn | date     | Updated / Modifiée le / Byavuguruwe    | -60..0
        author    | person   | Author / Auteur / Umwanditsi           |
      `,
    }),
  ],
});
