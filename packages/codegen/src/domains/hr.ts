import { domain, entity } from './dsl.ts';

export const hr = domain('hr', 'People and payroll / Ressources humaines / Abakozi', {
  words:
    'human resource, hr, employee, personnel, staff, payroll, leave, recruitment, workforce, attendance, ressources humaines, employé, salarié, congé, paie, skill training',
  leaning: { dashboard: 2, crud: 1 },
  surface: 'office',
  brands: 'Staffroom, Peoplebook, Umurimo, Rosterly, Payfolk',
  core: 'employee, leaveRequest, department',
  entities: [
    entity('employee', 'Employee / Employé / Umukozi', 'Employees / Employés / Abakozi', {
      words:
        'staff member, staff, personnel, worker, colleague, workforce, salarié, collaborateur, hr',
      icon: 'users',
      fields: `
        name       | person* | Full name / Nom complet / Amazina yombi  |
        role       | text*   | Role / Poste / Umwanya                   | Accountant / Comptable; Field officer / Agent de terrain; Product designer / Designer produit; Backend engineer / Ingénieur backend; Sales lead / Responsable des ventes; Office manager / Responsable administratif; Driver / Chauffeur; Nurse / Infirmier; Data analyst / Analyste de données; Customer care agent / Conseiller clientèle
        department | choice* | Department / Service / Ishami            | operations: Operations / Opérations; finance: Finance / Finances; engineering: Engineering / Technique; sales: Sales / Ventes; people: People / Personnel
        status     | choice* | Status / Statut / Imiterere              | active: Active / Actif; onLeave: On leave / En congé; probation: Probation / Période d’essai; left: Left / Parti
        email      | email   | E-mail / E-mail / Imeyili                    |
        phone      | phone   | Phone / Téléphone / Telefone                 |
        hiredOn    | date    | Hired on / Date d’embauche / Itariki yatangiriyeho | -2400..-20
        salary     | money   | Monthly salary / Salaire mensuel / Umushahara | 450..3200
      `,
    }),
    entity(
      'leaveRequest',
      'Leave request / Demande de congé / Ubusabe bw’ikiruhuko',
      'Leave requests / Demandes de congé / Ubusabe bw’ibiruhuko',
      {
        words: 'leave, absence, time off, congé',
        icon: 'calendar-off',
        feminine: true,
        fields: `
        reason   | text*      | Reason / Motif / Impamvu     | Family visit in Huye / Visite familiale à Huye; Annual leave / Congé annuel; Medical appointment / Rendez-vous médical; Exam week / Semaine d’examens; Moving house / Déménagement; Wedding of a sister / Mariage d’une sœur; Parental leave / Congé parental
        employee | reference* | Employee / Employé / Umukozi | employee
        kind     | choice*    | Kind / Type / Ubwoko         | annual: Annual / Annuel; sick: Sick / Maladie; parental: Parental / Parental; unpaid: Unpaid / Sans solde
        startsOn | date       | From / Du / Kuva             | -60..45
        days     | number     | Days / Jours / Iminsi        | 1..20
        status   | choice*    | Status / Statut / Imiterere  | pending: Pending / En attente; approved: Approved / Approuvée; rejected: Rejected / Refusée
      `,
      },
    ),
    entity('department', 'Department / Service / Ishami', 'Departments / Services / Amashami', {
      words: 'team, unit, division, organization, service',
      icon: 'building-2',
      fields: `
        name   | text*   | Name / Nom / Izina                       |
        head   | person* | Head / Responsable / Umuyobozi           |
        office | text    | Office / Bureau / Ibiro                  | Second floor / Deuxième étage; Ground floor / Rez-de-chaussée; Annex / Annexe; Remote / À distance
        people | number  | People / Effectif / Abantu               | 3..42
        budget | money   | Yearly budget / Budget annuel / Ingengo y’imari | 20000..240000
      `,
      rows: `
        name                                     | people
        Operations / Opérations                  | 18
        Finance / Finances                       | 7
        Engineering / Technique                  | 24
        Sales / Ventes                           | 12
        People and culture / Personnel et culture | 5
        Customer care / Relation client          | 16
        Legal / Juridique                        | 3
        Procurement / Achats                     | 6
        Field teams / Équipes de terrain         | 31
        Communications / Communication           | 4
        Logistics / Logistique                   | 11
        Research / Recherche                     | 8
      `,
    }),
    entity(
      'trainingCourse',
      'Training / Formation / Amahugurwa',
      'Trainings / Formations / Amahugurwa',
      {
        words: 'training, skill training, training plan, workshop, skill, formation',
        icon: 'presentation',
        feminine: true,
        fields: `
        name     | text*   | Training / Formation / Amahugurwa |
        trainer  | person* | Trainer / Formateur / Umwigisha   |
        format   | choice* | Format / Format / Uburyo          | onSite: On site / Sur place; online: Online / En ligne; mixed: Mixed / Mixte
        startsOn | date    | Starts on / Début / Itangira      | -40..70
        places   | number  | Places / Places / Imyanya         | 8..40
        status   | choice* | Status / Statut / Imiterere       | planned: Planned / Prévue; running: Running / En cours; completed: Completed / Terminée
      `,
        rows: `
        name                                     | format
        First aid at work / Premiers secours     | onSite
        Spreadsheets for field teams / Tableurs pour le terrain | online
        Giving feedback / Donner un retour       | mixed
        Fire safety / Sécurité incendie          | onSite
        Negotiation basics / Bases de la négociation | mixed
        Data protection / Protection des données | online
        Public speaking / Prise de parole        | onSite
        Project planning / Planification de projet | mixed
        French for work / Français professionnel | online
        Safe driving / Conduite sûre             | onSite
        Interviewing well / Mener un entretien   | online
        Budget reading / Lire un budget          | mixed
      `,
      },
    ),
    entity(
      'candidate',
      'Candidate / Candidat / Umukandida',
      'Candidates / Candidats / Abakandida',
      {
        words: 'applicant, recruit, recruitment, hire, candidat',
        icon: 'user-search',
        fields: `
        name      | person*  | Name / Nom / Izina                       |
        position  | text*    | Position / Poste / Umwanya               | Accountant / Comptable; Field officer / Agent de terrain; Frontend engineer / Ingénieur frontend; Nurse / Infirmier; Driver / Chauffeur; Sales lead / Responsable des ventes
        stage     | choice*  | Stage / Étape / Icyiciro                 | applied: Applied / Candidature; interview: Interview / Entretien; offer: Offer / Offre; hired: Hired / Embauché
        appliedOn | date     | Applied on / Candidature du / Yasabye ku | -50..-1
        email     | email    | E-mail / E-mail / Imeyili                    |
        notes     | longText | Notes / Notes / Ibisobanuro              | Clear answers and good references. / Réponses claires, bonnes références.; Would start in two weeks. / Disponible dans deux semaines.; Asked about remote days. / A demandé des jours à distance.
      `,
      },
    ),
  ],
});
