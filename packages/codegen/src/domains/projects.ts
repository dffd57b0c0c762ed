import { domain, entity } from './dsl.ts';

export const projects = domain('projects', 'Projects / Projets / Imishinga', {
  words:
    'project management, project, milestone, sprint, team collaboration, collaboration, office suite, group office, team calendar, workload, timesheet, work order, bug, defect, agile, scrum, gestion de projet, projet, collaborative',
  leaning: { dashboard: 1, crud: 2 },
  surface: 'office',
  brands: 'Umushinga, Milestone, Trellis, Basecamp Hill, Planboard',
  core: 'project, task, teamMember',
  entities: [
    entity('project', 'Project / Projet / Umushinga', 'Projects / Projets / Imishinga', {
      words: 'programme, initiative, campaign, engagement, projet',
      icon: 'folder-kanban',
      fields: `
        name     | text*    | Project / Projet / Umushinga     |
        lead     | person*  | Lead / Responsable / Uyobora     |
        status   | choice*  | Status / Statut / Imiterere      | planned: Planned / Prévu; active: Active / En cours; onHold: On hold / En pause; completed: Completed / Terminé
        progress | percent  | Progress / Avancement / Aho bigeze | 0..100
        budget   | money    | Budget / Budget / Ingengo y’imari | 2000..64000
        startsOn | date     | Start / Début / Itangira         | -240..10
        endsOn   | date     | End / Fin / Irangira             | 5..240
      `,
      rows: `
        name | status | progress
        Clinic waiting room app / Appli de salle d’attente | active | 64
        School meals pilot / Pilote des repas scolaires | active | 38
        Website relaunch / Refonte du site | completed | 100
        Solar roof, phase two / Toit solaire, phase deux | planned | 5
        Field survey in Kayonza / Enquête de terrain à Kayonza | active | 71
        Payroll migration / Migration de la paie | onHold | 45
        Reading corner in ten schools / Coin lecture dans dix écoles | active | 22
        Warehouse barcode roll-out / Codes-barres à l’entrepôt | active | 83
        Annual report / Rapport annuel | planned | 10
        Coffee cooperative portal / Portail des coopératives de café | active | 56
        Road safety week / Semaine de la sécurité routière | completed | 100
        Staff handbook / Guide du personnel | onHold | 30
      `,
    }),
    entity('task', 'Task / Tâche / Umurimo', 'Tasks / Tâches / Imirimo', {
      words:
        'work item, issue, ticket, bug, defect, todo, assignment, work order, action item, tâche',
      icon: 'list-checks',
      view: 'board',
      feminine: true,
      fields: `
        title    | text*      | Task / Tâche / Umurimo         | Draft the brief / Rédiger le cahier des charges; Collect quotes / Réunir les devis; Interview five users / Rencontrer cinq utilisateurs; Review the contract / Relire le contrat; Prepare the demo / Préparer la démo; Write release notes / Rédiger les notes de version; Test on old phones / Tester sur de vieux téléphones; Order equipment / Commander le matériel; Train the team / Former l’équipe; Close open questions / Clore les questions ouvertes; Plan the launch / Planifier le lancement; Update the budget / Mettre à jour le budget; Translate the screens / Traduire les écrans; Check accessibility / Vérifier l’accessibilité
        project  | reference* | Project / Projet / Umushinga   | project
        status   | choice*    | Status / Statut / Imiterere    | todo: To do / À faire; doing: In progress / En cours; review: In review / En relecture; done: Done / Terminé
        priority | choice*    | Priority / Priorité / Ubwihutirwe | low: Low / Basse; normal: Normal / Normale; high: High / Haute
        assignee | person     | Assigned to / Assignée à / Bishinzwe |
        dueOn    | date       | Due date / Échéance / Itariki  | -6..40
      `,
    }),
    entity('teamMember', 'Team member / Membre / Umunyamuryango', 'Team / Équipe / Itsinda', {
      words: 'member, team, collaborator, colleague, role, resource, membre',
      icon: 'users',
      fields: `
        name    | person*  | Name / Nom / Izina                |
        role    | text*    | Role / Rôle / Umwanya             | Project lead / Chef de projet; Developer / Développeur; Designer / Designer; Analyst / Analyste; Field coordinator / Coordinateur de terrain; Finance / Finances
        email   | email    | E-mail / E-mail / Imeyili         |
        load    | percent  | Workload / Charge / Akazi         | 20..100
        joinedOn | date    | Joined / Arrivée / Kuva           | -1200..-20
      `,
    }),
    entity('document', 'Document / Document / Inyandiko', 'Documents / Documents / Inyandiko', {
      words:
        'file, shared document, document management, paper, attachment, folder, fichier, information, knowledge',
      icon: 'file-text',
      fields: `
        name      | text*    | Document / Document / Inyandiko  | Project brief / Note de cadrage; Budget 2026 / Budget 2026; Meeting notes, week 41 / Compte rendu, semaine 41; Supplier contract / Contrat fournisseur; Brand guide / Charte graphique; Risk register / Registre des risques; Field report / Rapport de terrain; Onboarding guide / Guide d’accueil
        kind      | choice*  | Kind / Type / Ubwoko             | text: Text / Texte; sheet: Sheet / Tableau; slides: Slides / Diapositives; contract: Contract / Contrat
        owner     | person   | Owner / Auteur / Nyirayo         |
        updatedOn | date     | Updated / Mis à jour / Byavuguruwe | -60..0
        sizeKb    | number   | Size / Taille / Ingano           | 12..4200 kB
      `,
    }),
    entity('meeting', 'Meeting / Réunion / Inama', 'Calendar / Agenda / Kalendari', {
      words:
        'team calendar, calendar, schedule, appointment, agenda, event, réunion, calendrier, conference',
      icon: 'calendar-days',
      feminine: true,
      fields: `
        title    | text*    | Meeting / Réunion / Inama         | Monday stand-up / Point du lundi; Budget review / Revue du budget; Client call / Appel client; Design critique / Revue de design; Quarter planning / Planification du trimestre; Retrospective / Rétrospective; Interview / Entretien; Field debrief / Retour de terrain
        heldOn   | date*    | Date / Date / Itariki             | -20..30
        startsAt | time*    | Time / Heure / Isaha              | 8..17
        room     | text     | Room / Salle / Icyumba            | Muhabura; Karisimbi; Online / En ligne; Garden / Jardin
        host     | person   | Host / Organise / Uyobora         |
      `,
    }),
  ],
});
