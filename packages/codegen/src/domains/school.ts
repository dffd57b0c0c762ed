import { domain, entity, site } from './dsl.ts';

export const school = domain('school', 'School / École / Ishuri', {
  words:
    'school, school management, student, teacher, class, grade, campus, university, college, kindergarten, attendance, admission, parent, homework, exam, classroom, école, élève, enseignant, université, nursery',
  leaning: { dashboard: 1, crud: 1 },
  surface: 'office',
  brands: 'Ishuri, Inzozi School, Classbook, Bright Steps, Hillside Academy',
  core: 'student, schoolClass, grade, teacher',
  entities: [
    entity('student', 'Student / Élève / Umunyeshuri', 'Students / Élèves / Abanyeshuri', {
      words: 'pupil, learner, student information, student record, élève, étudiant, child',
      icon: 'graduation-cap',
      fields: `
        name      | person*    | Name / Nom / Izina              |
        studentNo | text*      | Student no. / Matricule / Nimero | STU-####
        schoolClass | reference* | Class / Classe / Icyumba      | schoolClass
        bornOn    | date       | Born on / Né(e) le / Yavutse    | -6500..-2400
        guardian  | person     | Parent or guardian / Parent / Umubyeyi |
        phone     | phone      | Parent’s phone / Téléphone du parent / Telefone |
        status    | choice*    | Status / Statut / Imiterere     | enrolled: Enrolled / Inscrit; onLeave: On leave / Absent; graduated: Graduated / Diplômé
      `,
    }),
    entity('schoolClass', 'Class / Classe / Icyumba', 'Classes / Classes / Ibyumba', {
      words: 'class, classroom, course, section, group, classe',
      icon: 'school',
      feminine: true,
      fields: `
        name     | text*     | Class / Classe / Icyumba          | Primary 4 A / P4 A; Primary 5 A / P5 A; Primary 5 B / P5 B; Primary 6 A / P6 A; Senior 1 A / S1 A; Senior 1 B / S1 B; Senior 2 A / S2 A; Senior 3 A / S3 A; Senior 4 Science / S4 Sciences; Senior 5 Science / S5 Sciences
        teacher  | reference* | Class teacher / Titulaire / Umwarimu | teacher
        room     | text      | Room / Salle / Icyumba            | Room 3 / Salle 3; Room 7 / Salle 7; Lab 1 / Labo 1; Hall B / Hall B
        capacity | number    | Seats / Places / Imyanya          | 24..46
        pupils   | number    | Pupils / Effectif / Abanyeshuri   | 18..44
      `,
    }),
    entity('teacher', 'Teacher / Enseignant / Umwarimu', 'Teachers / Enseignants / Abarimu', {
      words: 'instructor, professor, lecturer, faculty, tutor, staff, enseignant, professeur',
      icon: 'presentation',
      fields: `
        name     | person*  | Name / Nom / Izina                |
        subject  | choice*  | Subject / Matière / Isomo         | mathematics: Mathematics / Mathématiques; science: Science / Sciences; languages: Languages / Langues; history: History / Histoire; arts: Arts / Arts
        email    | email    | E-mail / E-mail / Imeyili         |
        phone    | phone    | Phone / Téléphone / Telefone      |
        hours    | number   | Hours a week / Heures par semaine / Amasaha | 12..24
        joinedOn | date     | Since / Depuis / Kuva             | -4000..-60
      `,
    }),
    entity('grade', 'Grade / Note / Inota', 'Grades / Notes / Amanota', {
      words: 'mark, score, result, exam result, report card, exam, note',
      icon: 'award',
      feminine: true,
      fields: `
        assessment | text*    | Assessment / Évaluation / Isuzuma | Algebra test / Contrôle d’algèbre; Essay on rivers / Rédaction sur les fleuves; Lab report / Compte rendu de labo; Kinyarwanda oral / Oral de kinyarwanda; History quiz / Interrogation d’histoire; Term exam / Examen trimestriel; Science project / Projet de sciences
        student    | reference* | Student / Élève / Umunyeshuri   | student
        subject    | choice*  | Subject / Matière / Isomo         | mathematics: Mathematics / Mathématiques; science: Science / Sciences; languages: Languages / Langues; history: History / Histoire; arts: Arts / Arts
        score      | percent* | Score / Résultat / Amanota        | 38..98
        givenOn    | date     | Date / Date / Itariki             | -100..-1
        comment    | text     | Comment / Commentaire / Igitekerezo | Clear reasoning / Raisonnement clair; Needs more practice / À exercer davantage; Great improvement / Beaux progrès; Neat work / Travail soigné
      `,
    }),
    entity(
      'attendanceRecord',
      'Attendance record / Présence / Ubwitabire',
      'Attendance / Présences / Ubwitabire',
      {
        words: 'attendance, presence, absence, roll call, check-in, punch, sign-in record',
        icon: 'clipboard-check',
        feminine: true,
        fields: `
        student | reference* | Student / Élève / Umunyeshuri     | student
        takenOn | date*    | Date / Date / Itariki               | -30..0
        status  | choice*  | Status / Statut / Imiterere         | present: Present / Présent; late: Late / En retard; absent: Absent / Absent; excused: Excused / Excusé
        reason  | text     | Reason / Motif / Impamvu            | Rain on the road / Pluie sur la route; Ill / Malade; Family event / Événement familial
      `,
      },
    ),
  ],
  site: site({
    headlines: `
      A school where questions come first / Une école où les questions viennent d’abord / Ishuri aho ibibazo biza mbere
      Room to learn, ground to run on / De la place pour apprendre, un terrain pour courir / Umwanya wo kwiga no gukina
    `,
    leads: `
      {name} takes children from nursery to senior six on a green campus in {place}, in small classes and two languages. / {name} accueille les enfants de la maternelle à la terminale sur un campus vert à {place}, en petites classes et en deux langues. / {name} yakira abana kuva mu ncuke kugeza mu wa gatandatu, i {place}.
    `,
    action: 'Ask about admission / Se renseigner sur les inscriptions / Baza uko biyandikisha',
    offerTitle: 'What a school day holds / Ce que contient une journée / Ibigize umunsi',
    offerLead:
      'Lessons in the morning, hands and feet in the afternoon. / Cours le matin, mains et pieds l’après-midi. / Amasomo mu gitondo, imikino nimugoroba.',
    offer: `
      book-open     | Reading hour / Heure de lecture / Isaha yo gusoma | | Every class, every day, a book of one’s own. / Chaque classe, chaque jour, un livre à soi. / Buri shuri, buri munsi.
      flask-conical | Science lab / Laboratoire / Laboratwari | | Two labs that pupils help to run. / Deux laboratoires que les élèves font vivre. / Laboratwari ebyiri.
      languages     | Two languages / Deux langues / Indimi ebyiri | | English and French from the first year. / Anglais et français dès la première année. / Icyongereza n’igifaransa.
      music         | Music and drum / Musique et tambour / Umuziki n’ingoma | | An orchestra without an audition. / Un orchestre sans audition. / Itsinda ry’umuziki.
      trophy        | Sports / Sport / Siporo | | Football, netball, running, swimming. / Football, netball, course, natation. / Umupira, kwiruka, koga.
      sprout        | School garden / Jardin scolaire / Umurima w’ishuri | | Lunch grows here. / Le déjeuner pousse ici. / Ifunguro rihingwa hano.
    `,
    storyTitle: 'Founded by parents / Fondée par des parents / Ryashinzwe n’ababyeyi',
    story: `
      Eight families opened one classroom in 1998. Today there are 640 pupils, and parents still sit on the board. / Huit familles ont ouvert une classe en 1998. Il y a aujourd’hui 640 élèves, et les parents siègent toujours au conseil. / Imiryango umunani yafunguye icyumba kimwe mu 1998.
      We keep classes at twenty-four. It costs more, and it is the reason for everything else. / Nous limitons les classes à vingt-quatre. Cela coûte plus cher, et c’est la raison de tout le reste. / Icyumba kigira abana makumyabiri na bane.
    `,
    figures: `
      640 | pupils / élèves / abanyeshuri
      58  | staff / membres du personnel / abakozi
      24  | in a class, at most / par classe, au plus / mu cyumba
    `,
    quotes: `
      Olive Mukandayisenga | mother of two pupils / mère de deux élèves / umubyeyi | My son argues about rivers at dinner. I call that a good school. / Mon fils discute des fleuves à table. J’appelle cela une bonne école. / Umuhungu wanjye aganira ku migezi.
      Kevin Mwangi | left in 2022 / promotion 2022 / yarangije mu 2022 | They taught me to ask one more question. I am still doing it. / On m’a appris à poser une question de plus. Je continue. / Banyigishije kubaza ikindi kibazo.
    `,
    questions: `
      When does the school year begin? / Quand commence l’année ? / Umwaka utangira ryari? | In September. Visits are possible in any month. / En septembre. Les visites sont possibles toute l’année. / Muri Nzeri.
      How do we apply? / Comment s’inscrire ? / Twiyandikisha dute? | Write to us, come for a morning, then we talk about places. / Écrivez-nous, venez une matinée, puis parlons des places. / Twandikire, usure ishuri.
      Are there scholarships? / Y a-t-il des bourses ? / Hari buruse? | One place in ten is paid by a fund of former pupils. / Une place sur dix est payée par un fonds d’anciens élèves. / Umwanya umwe ku icumi.
    `,
    gallery: `
      Morning assembly / Rassemblement du matin / Mu gitondo
      Drum practice / Répétition de tambour / Ingoma
      Bean harvest / Récolte des haricots / Isarura
      In the lab / Au laboratoire / Muri laboratwari
      Sports day / Journée sportive / Umunsi wa siporo
      Reading hour / Heure de lecture / Isaha yo gusoma
    `,
  }),
});
