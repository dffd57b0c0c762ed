import { domain, entity } from './dsl.ts';

export const habits = domain('habits', 'Habits and fitness / Habitudes et sport / Imyitozo', {
  words:
    'habit, habit tracker, streak, fitness, workout, gym, exercise, wellness, meditation, goal, self-discipline, punch in, sleep, running, yoga, habitude, entraînement, diet, weight, calorie, step',
  leaning: { crud: 3 },
  surface: 'office',
  brands: 'Buri Munsi, Streakling, Daily Hill, Everyday, Steady',
  core: 'habit, workout',
  entities: [
    entity('habit', 'Habit / Habitude / Akamenyero', 'Habits / Habitudes / Utumenyero', {
      words: 'routine, goal, streak, daily task, resolution, punch-in, habitude',
      icon: 'flame',
      view: 'cards',
      feminine: true,
      fields: `
        name     | text*   | Habit / Habitude / Akamenyero           | Read twenty pages / Lire vingt pages; Walk before breakfast / Marcher avant le petit-déjeuner; Drink water first / Boire de l’eau d’abord; Write three lines / Écrire trois lignes; No phone after ten / Pas de téléphone après vingt-deux heures; Stretch / S’étirer; Practise French / Pratiquer le français; Call someone / Appeler quelqu’un; Cook at home / Cuisiner à la maison; Tidy for ten minutes / Ranger dix minutes
        area     | choice* | Area / Domaine / Igice                  | body: Body / Corps; mind: Mind / Esprit; home: Home / Maison; people: People / Relations
        streak   | number  | Streak / Série / Iminsi ikurikirana     | 0..64 days
        perWeek  | number  | Times a week / Fois par semaine / Inshuro | 1..7
        done     | flag    | Done today / Fait aujourd’hui / Byakozwe |
        startedOn | date   | Since / Depuis / Kuva                   | -200..-3
      `,
    }),
    entity('workout', 'Workout / Séance / Imyitozo', 'Workouts / Séances / Imyitozo', {
      words: 'exercise, training, session, run, training plan, sport, séance, fitness class',
      icon: 'dumbbell',
      feminine: true,
      fields: `
        title    | text*   | Workout / Séance / Imyitozo             | Hill run / Course en côte; Morning yoga / Yoga du matin; Strength, upper body / Force, haut du corps; Long walk / Longue marche; Swimming / Natation; Five-a-side / Foot à cinq; Cycling to Bugesera / Vélo jusqu’à Bugesera; Mobility / Mobilité
        kind     | choice* | Kind / Type / Ubwoko                    | cardio: Cardio / Cardio; strength: Strength / Force; calm: Calm / Calme; team: Team / Équipe
        doneOn   | date*   | Date / Date / Itariki                   | -60..0
        minutes  | number  | Minutes / Minutes / Iminota             | 15..110 min
        calories | number  | Calories / Calories / Karori            | 80..760
        effort   | rating  | Effort / Effort / Imbaraga              | 1..5
      `,
    }),
    entity('goal', 'Goal / Objectif / Intego', 'Goals / Objectifs / Intego', {
      words: 'target, milestone, challenge, objectif, reward, task reward',
      icon: 'target',
      fields: `
        title    | text*   | Goal / Objectif / Intego                | Run ten kilometres / Courir dix kilomètres; Thirty books / Trente livres; Sleep seven hours / Dormir sept heures; Learn to swim / Apprendre à nager; Save for the trip / Épargner pour le voyage; Speak French at work / Parler français au travail
        progress | percent | Progress / Avancement / Aho bigeze      | 5..100
        dueOn    | date    | By / Avant le / Bitarenze               | 10..240
        why      | longText | Why / Pourquoi / Impamvu               | Because last year I gave up in March. / Parce que l’an dernier j’ai abandonné en mars.; For the view at the top. / Pour la vue au sommet.
      `,
    }),
  ],
});
