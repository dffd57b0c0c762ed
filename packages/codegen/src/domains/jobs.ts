import { domain, entity } from './dsl.ts';

export const jobs = domain('jobs', 'Jobs / Emploi / Akazi', {
  words:
    'job, job search, job board, career, vacancy, freelancer, freelance, job posting, job application, resume, recruitment website, headhunting, employer, internship, gig, hiring, emploi, recrutement, offre d’emploi, talent',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Akazi, Firsthire, Umwuga, Jobhill, Openseat',
  core: 'job, application, company',
  welcome: {
    headlines: `
      Work worth getting up for / Un travail pour lequel se lever / Akazi gafite agaciro
      The right people, sooner / Les bonnes personnes, plus tôt / Abantu bakwiye vuba
    `,
    lead: 'Open positions with pay and place up front. Apply with one letter. / Des postes ouverts, salaire et lieu annoncés. Postulez avec une seule lettre. / Imyanya ifunguye, umushahara uzwi.',
  },
  entities: [
    entity('job', 'Job / Offre / Akazi', 'Jobs / Offres / Akazi', {
      words:
        'vacancy, position, job posting, job listing, gig, opening, task, offre d’emploi, job information, recruitment information, work',
      icon: 'briefcase',
      view: 'cards',
      feminine: true,
      fields: `
        title       | text*      | Job title / Intitulé / Umwanya       |
        company     | reference* | Company / Entreprise / Ikigo         | company
        kind        | choice*    | Type / Type / Ubwoko                 | fullTime: Full time / Temps plein; partTime: Part time / Temps partiel; contract: Contract / Contrat; internship: Internship / Stage
        city        | text       | City / Ville / Umujyi                | Kigali; Huye; Musanze; Nairobi; Kampala; Remote / À distance
        salary      | money      | Monthly pay / Salaire mensuel / Umushahara | 350..3800
        postedOn    | date       | Posted on / Publiée le / Yatangajwe ku | -40..-1
        description | longText   | Description / Description / Ibisobanuro |
      `,
      rows: `
        title | kind | description
        Frontend engineer / Ingénieur frontend | fullTime | Build the screens that 40,000 farmers use to sell their harvest. / Concevoir les écrans avec lesquels 40 000 agriculteurs vendent leur récolte.
        Accountant / Comptable | fullTime | Keep the books of three clinics and explain them in plain words. / Tenir les comptes de trois cliniques et les expliquer simplement.
        Primary school teacher / Enseignant du primaire | fullTime | Mathematics and science for classes of twenty-four. / Mathématiques et sciences, classes de vingt-quatre.
        Customer care agent / Conseiller clientèle | partTime | Answer calls in two languages, mornings. / Répondre aux appels en deux langues, le matin.
        Data analyst / Analyste de données | contract | Six months with the transport authority. / Six mois auprès de l’autorité des transports.
        Illustrator / Illustrateur | contract | A picture book about a very slow bus. / Un album sur un bus très lent.
        Field coordinator / Coordinateur de terrain | fullTime | Run reading corners in ten villages. / Animer des coins lecture dans dix villages.
        Marketing intern / Stagiaire marketing | internship | Write, measure, rewrite. / Écrire, mesurer, réécrire.
        Nurse, night shift / Infirmier de nuit | fullTime | Four nights on, four nights off. / Quatre nuits de garde, quatre de repos.
        Warehouse lead / Responsable d’entrepôt | fullTime | A team of nine and 1,400 shelves. / Une équipe de neuf et 1 400 étagères.
        Translator, French and Kinyarwanda / Traducteur français kinyarwanda | partTime | Health leaflets, twenty pages a week. / Brochures de santé, vingt pages par semaine.
        Backend engineer / Ingénieur backend | fullTime | Payments that never count twice. / Des paiements jamais comptés deux fois.
        Chef / Chef de cuisine | fullTime | A short menu, a long season. / Une carte courte, une longue saison.
        Design intern / Stagiaire design | internship | Posters, signs, and a bus shelter. / Affiches, signalétique et un abribus.
      `,
    }),
    entity(
      'application',
      'Application / Candidature / Ubusabe',
      'Applications / Candidatures / Ubusabe',
      {
        words: 'job application, apply, applicant, candidate, proposal, bid, candidature',
        icon: 'send',
        feminine: true,
        fields: `
        applicant | person*    | Applicant / Candidat / Usaba         |
        job       | reference* | Job / Offre / Akazi                  | job
        sentOn    | date*      | Sent on / Envoyée le / Yoherejwe ku  | -35..-1
        stage     | choice*    | Status / Statut / Imiterere          | applied: Received / Reçue; interview: Interview / Entretien; offer: Offer / Offre; rejected: Declined / Refusée
        email     | email      | E-mail / E-mail / Imeyili            |
        letter    | longText   | Letter / Lettre / Ibaruwa            | I have done this work for five years and would like to do it with you. / Je fais ce travail depuis cinq ans et j’aimerais le faire chez vous.; I can start next month. / Je peux commencer le mois prochain.; My last team will gladly speak to you. / Ma dernière équipe vous répondra volontiers.
      `,
      },
    ),
    entity('company', 'Company / Entreprise / Ikigo', 'Companies / Entreprises / Ibigo', {
      words: 'employer, enterprise, organization, recruiter, entreprise, client',
      icon: 'building-2',
      feminine: true,
      fields: `
        name     | text*   | Name / Nom / Izina                       |
        sector   | choice* | Sector / Secteur / Urwego                | technology: Technology / Technologie; health: Health / Santé; education: Education / Éducation; food: Food / Alimentation; transport: Transport / Transport
        city     | text    | City / Ville / Umujyi                    | Kigali; Huye; Musanze; Nairobi; Kampala
        people   | number  | People / Effectif / Abakozi              | 8..640
        website  | url     | Website / Site web / Urubuga             |
      `,
      rows: `
        name | sector
        Imena Foods | food
        Amahoro Clinic | health
        Inzozi Schools | education
        Umoja Couriers | transport
        Bright Steps Academy | education
        Hillcode | technology
        Lakeside Health | health
        Gatare Dairy | food
        Roadbook | transport
        Open Data Kigali | technology
      `,
    }),
    entity(
      'freelancer',
      'Freelancer / Indépendant / Uwigenga',
      'Freelancers / Indépendants / Abigenga',
      {
        words:
          'freelancer, talent, professional, user, member, worker, profile, résumé, resume, job seeker, cv',
        icon: 'user-round',
        view: 'cards',
        fields: `
        name    | person*  | Name / Nom / Izina                       |
        skill   | choice*  | Skill / Compétence / Ubumenyi            | design: Design / Design; code: Software / Logiciel; writing: Writing / Rédaction; photo: Photography / Photographie; translation: Translation / Traduction
        rate    | money    | Hourly rate / Taux horaire / Ku isaha    | 8..60
        rating  | rating   | Rating / Note / Amanota                  | 3..5
        city    | text     | City / Ville / Umujyi                    | Kigali; Huye; Musanze; Nairobi; Kampala
        about   | longText | About / À propos / Ibisobanuro           | Answers within the hour and delivers a day early. / Répond dans l’heure et livre un jour plus tôt.; Nine years with small businesses. / Neuf ans auprès de petites entreprises.; Speaks the language of engineers and of clients. / Parle la langue des ingénieurs et des clients.
      `,
      },
    ),
  ],
});
