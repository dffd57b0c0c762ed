import { domain, entity } from './dsl.ts';

export const tasks = domain('tasks', 'Tasks / Tâches / Imirimo', {
  words:
    'todo, to-do, todo list, task, task list, kanban, kanban board, reminder, checklist, productivity, tâche, to do, note, planner',
  leaning: { crud: 3 },
  surface: 'office',
  brands: 'Tidy, Umurongo, Onelist, Daybook, Slate',
  core: 'task',
  entities: [
    entity('task', 'Task / Tâche / Umurimo', 'Tasks / Tâches / Imirimo', {
      words:
        'todo, to-do, todo item, card, assignment, action item, reminder, work item, tâche, board, kanban',
      icon: 'list-checks',
      view: 'checklist',
      feminine: true,
      fields: `
        title    | text*    | Task / Tâche / Umurimo           |
        status   | choice*  | Status / Statut / Imiterere      | todo: To do / À faire / Bitegerejwe; doing: In progress / En cours / Birakorwa; done: Done / Terminé / Byarangiye
        priority | choice*  | Priority / Priorité / Ubwihutirwe | low: Low / Basse / Buke; normal: Normal / Normale / Busanzwe; high: High / Haute / Bwinshi
        dueOn    | date     | Due date / Échéance / Itariki ntarengwa | -5..24
        assignee | person   | Assigned to / Assignée à / Bishinzwe |
        notes    | longText | Notes / Notes / Ibisobanuro      | Ask for the last figures first. / Demander d’abord les derniers chiffres.; Half an hour at most. / Une demi-heure au plus.; Draft is in the shared folder. / Le brouillon est dans le dossier partagé.
      `,
      rows: `
        title | status | priority
        Send the September report / Envoyer le rapport de septembre | todo | high
        Book the meeting room for Monday / Réserver la salle pour lundi | done | low
        Call the printer about the flyers / Appeler l’imprimeur pour les dépliants | todo | normal
        Draft the welcome e-mail / Rédiger l’e-mail de bienvenue | doing | normal
        Check the budget with Claudine / Vérifier le budget avec Claudine | todo | high
        Update the price list / Mettre à jour les tarifs | doing | normal
        Order ink and paper / Commander encre et papier | done | low
        Prepare slides for the board / Préparer les diapositives du conseil | todo | high
        Reply to the school in Huye / Répondre à l’école de Huye | todo | normal
        Fix the broken link on the home page / Réparer le lien cassé de l’accueil | doing | high
        Plan the field visit / Planifier la visite de terrain | todo | normal
        Thank the volunteers / Remercier les bénévoles | done | normal
        Renew the domain name / Renouveler le nom de domaine | todo | low
        Interview two candidates / Recevoir deux candidats | doing | normal
        Water the office plants / Arroser les plantes du bureau | done | low
        Write the meeting notes / Rédiger le compte rendu | todo | normal
      `,
    }),
    entity('note', 'Note / Note / Inyandiko', 'Notes / Notes / Inyandiko', {
      words: 'memo, journal entry, diary, sticky note, note',
      icon: 'notebook-pen',
      view: 'cards',
      feminine: true,
      fields: `
        title     | text*    | Title / Titre / Umutwe           | Ideas for the open day / Idées pour la journée portes ouvertes; Reading list / Liste de lecture; Call with Nairobi / Appel avec Nairobi; Things to fix at home / À réparer à la maison; Gift ideas / Idées de cadeaux; Trip to Musanze / Voyage à Musanze
        topic     | choice   | Topic / Sujet / Ingingo          | work: Work / Travail; home: Home / Maison; idea: Ideas / Idées
        body      | longText | Note / Note / Inyandiko          | Start small, ask early, keep the receipts. / Commencer petit, demander tôt, garder les reçus.; Chairs for eighty, shade for forty. / Chaises pour quatre-vingts, ombre pour quarante.; Ask Grace about the bus. / Demander à Grace pour le bus.
        writtenOn | date     | Date / Date / Itariki            | -60..0
      `,
    }),
  ],
});
