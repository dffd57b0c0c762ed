import { domain, entity } from './dsl.ts';

export const learning = domain('learning', 'Learning / Formation en ligne / Kwiga', {
  words:
    'online learning, learning platform, e-learning, course, lesson, tutorial, quiz, education platform, training platform, vocabulary, language learning, flashcard, practice, exam question, question bank, curriculum, piano, cours en ligne, apprentissage, class booking, video session, study',
  leaning: { crud: 2 },
  surface: 'public',
  brands: 'Kwiga, Learnhill, Isomo Online, Openbench, Studyroom',
  core: 'course, lesson, enrolment',
  welcome: {
    headlines: `
      Learn it well enough to teach it / L’apprendre assez pour l’enseigner / Biyige kugeza ubyigishije
      Half an hour a day goes far / Une demi-heure par jour mène loin / Igice cy’isaha ku munsi
    `,
    lead: 'Short courses with exercises, at your own pace, from people who do the work. / Des cours courts avec exercices, à votre rythme, par des gens du métier. / Amasomo magufi n’imyitozo.',
  },
  entities: [
    entity('course', 'Course / Cours / Isomo', 'Courses / Cours / Amasomo', {
      words:
        'class, program, learning material, tutorial, skill, online course, learning content, course content, cours, module',
      icon: 'book-open',
      view: 'cards',
      fields: `
        title       | text*    | Course / Cours / Isomo              |
        subject     | choice*  | Subject / Matière / Ingingo         | technology: Technology / Numérique; languages: Languages / Langues; business: Business / Gestion; arts: Arts / Arts; science: Science / Sciences
        level       | choice*  | Level / Niveau / Urwego             | beginner: Beginner / Débutant; intermediate: Intermediate / Intermédiaire; advanced: Advanced / Avancé
        teacher     | person   | Teacher / Formateur / Umwarimu      |
        hours       | number   | Length / Durée / Igihe              | 4..36 h
        rating      | rating   | Rating / Note / Amanota             | 3..5
        price       | money    | Price / Prix / Igiciro              | 0..90
        description | longText | About / À propos / Ibisobanuro      |
      `,
      rows: `
        title | subject | level | hours | description
        Spreadsheets from zero / Tableurs, de zéro | technology | beginner | 8 | Formulas, tables and charts for people who have never opened one. / Formules, tableaux et graphiques pour qui n’en a jamais ouvert.
        Everyday French / Le français au quotidien | languages | beginner | 24 | Market, bus, office: forty short dialogues. / Marché, bus, bureau : quarante dialogues courts.
        First steps in Python / Premiers pas en Python | technology | beginner | 18 | Small programs that do something useful by lesson three. / De petits programmes utiles dès la leçon trois.
        Kinyarwanda for newcomers / Kinyarwanda pour nouveaux venus | languages | beginner | 20 | Greetings, noun classes, and how to ask the way. / Salutations, classes nominales et demander son chemin.
        Keeping books for a shop / Tenir les comptes d’un magasin | business | intermediate | 12 | Cash, stock and tax with one notebook. / Caisse, stock et impôts avec un seul cahier.
        Drawing what you see / Dessiner ce que l’on voit | arts | beginner | 10 | Line, light and patience. / La ligne, la lumière et la patience.
        Statistics in plain words / Les statistiques en clair | science | intermediate | 16 | Averages, doubt and honest charts. / Moyennes, doute et graphiques honnêtes.
        Public speaking / Prendre la parole | business | intermediate | 6 | Say it in three minutes, then in one. / Le dire en trois minutes, puis en une.
        Web pages that work / Des pages web qui marchent | technology | intermediate | 22 | HTML, CSS and the phone in your pocket. / HTML, CSS et le téléphone dans votre poche.
        Piano, first year / Piano, première année | arts | beginner | 30 | Both hands by week six. / Les deux mains dès la sixième semaine.
        Soil and seasons / Le sol et les saisons | science | beginner | 9 | Why the field behind the house behaves as it does. / Pourquoi le champ derrière la maison se comporte ainsi.
        Data structures / Structures de données | technology | advanced | 26 | Trees, maps, queues, and when not to use them. / Arbres, tables, files, et quand s’en passer.
      `,
    }),
    entity('lesson', 'Lesson / Leçon / Isomo', 'Lessons / Leçons / Amasomo', {
      words: 'lecture, unit, chapter, video lesson, practice, exercise, note, sheet music, leçon',
      icon: 'play',
      feminine: true,
      fields: `
        title   | text*      | Lesson / Leçon / Isomo               | Getting started / Pour commencer; The first exercise / Premier exercice; Reading an example / Lire un exemple; Common mistakes / Erreurs fréquentes; A small project / Un petit projet; Practice session / Séance d’exercices; Looking back / Récapitulatif; Questions from learners / Questions des élèves; The next step / L’étape suivante
        course  | reference* | Course / Cours / Isomo               | course
        kind    | choice     | Kind / Type / Ubwoko                 | video: Video / Vidéo; text: Reading / Lecture; exercise: Exercise / Exercice
        minutes | number     | Minutes / Minutes / Iminota          | 4..40 min
        done    | flag       | Finished / Terminée / Byarangiye     |
      `,
    }),
    entity(
      'enrolment',
      'Enrolment / Inscription / Iyandikisha',
      'Learners / Apprenants / Abanyeshuri',
      {
        words:
          'learner, student, participant, enrollment, registration, progress, learning progress, progress tracking, apprenant',
        icon: 'users',
        feminine: true,
        fields: `
        learner  | person*    | Learner / Apprenant / Umunyeshuri  |
        course   | reference* | Course / Cours / Isomo             | course
        progress | percent    | Progress / Avancement / Aho ageze  | 0..100
        joinedOn | date       | Joined / Inscrit le / Kuva         | -160..-1
        status   | choice*    | Status / Statut / Imiterere        | active: Learning / En cours; completed: Finished / Terminé; paused: Paused / En pause
      `,
      },
    ),
    entity('quiz', 'Quiz / Quiz / Ikizamini', 'Quizzes / Quiz / Ibizamini', {
      words:
        'quiz, test, exam, question, question bank, exam paper, assessment, interactive quiz, idiom, word, vocabulary, flashcard, personality test',
      icon: 'circle-help',
      fields: `
        question | text*   | Question / Question / Ikibazo        | Which river leaves Lake Victoria in the north? / Quel fleuve quitte le lac Victoria au nord ?; What is the capital of Burkina Faso? / Quelle est la capitale du Burkina Faso ?; Which country lies inside South Africa? / Quel pays est enclavé dans l’Afrique du Sud ?; Which desert covers most of Namibia’s coast? / Quel désert borde la Namibie ?; What is the highest mountain in Africa? / Quel est le plus haut sommet d’Afrique ?; Which sea lies east of Sudan? / Quelle mer borde le Soudan à l’est ?
        answer   | text*   | Answer / Réponse / Igisubizo         | The White Nile / Le Nil Blanc; Ouagadougou; Lesotho; The Namib / Le Namib; Kilimanjaro; The Red Sea / La mer Rouge
        topic    | choice  | Topic / Thème / Ingingo              | geography: Geography / Géographie; language: Language / Langue; science: Science / Sciences; culture: Culture / Culture
        level    | choice  | Level / Niveau / Urwego              | beginner: Beginner / Débutant; intermediate: Intermediate / Intermédiaire; advanced: Advanced / Avancé
        points   | number  | Points / Points / Amanota            | 1..5
      `,
    }),
  ],
});
