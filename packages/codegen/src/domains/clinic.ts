import { domain, entity, site } from './dsl.ts';

export const clinic = domain('clinic', 'Health / Santé / Ubuzima', {
  words:
    'clinic, hospital, patient, doctor, medical, appointment, healthcare, health, dental, dentist, pharmacy, medicine, nurse, diagnosis, hair loss, hair transplantation, maternal, infant, therapy, clinique, hôpital, médecin, rendez-vous, santé, veterinary, spa, beauty',
  leaning: { crud: 2, dashboard: 1 },
  surface: 'office',
  brands: 'Amahoro Clinic, Ubuzima, Carebook, Kira Health, Lakeside Clinic',
  core: 'appointment, patient, doctor',
  entities: [
    entity('patient', 'Patient / Patient / Umurwayi', 'Patients / Patients / Abarwayi', {
      words: 'medical record, health record, patient record, sick person, patient',
      icon: 'heart-pulse',
      fields: `
        name      | person* | Name / Nom / Izina                      |
        recordNo  | text*   | File no. / N° de dossier / Nimero       | PT-####
        bornOn    | date*   | Born on / Né(e) le / Yavutse            | -26000..-900
        phone     | phone   | Phone / Téléphone / Telefone            |
        bloodGroup | choice | Blood group / Groupe sanguin / Ubwoko bw’amaraso | oPositive: O+; aPositive: A+; bPositive: B+; abPositive: AB+; oNegative: O−
        allergies | text    | Allergies / Allergies / Ibimugwa nabi   | None known / Aucune connue; Penicillin / Pénicilline; Peanuts / Arachides; Latex / Latex
        lastVisitOn | date  | Last visit / Dernière visite / Aheruka  | -200..-1
      `,
    }),
    entity('doctor', 'Doctor / Médecin / Muganga', 'Doctors / Médecins / Abaganga', {
      words:
        'physician, nurse, specialist, practitioner, medical staff, médecin, therapist, dentist',
      icon: 'stethoscope',
      fields: `
        name      | person* | Name / Nom / Izina                      |
        specialty | choice* | Specialty / Spécialité / Inzobere       | general: General medicine / Médecine générale; children: Paediatrics / Pédiatrie; dental: Dentistry / Dentaire; eyes: Eye care / Ophtalmologie; mothers: Maternity / Maternité
        room      | text    | Room / Cabinet / Icyumba                | Room 1 / Cabinet 1; Room 2 / Cabinet 2; Room 4 / Cabinet 4; First floor / Premier étage
        phone     | phone   | Phone / Téléphone / Telefone            |
        email     | email   | E-mail / E-mail / Imeyili               |
        status    | choice* | Status / Statut / Imiterere             | available: On duty / De service; away: Away / Absent
      `,
    }),
    entity(
      'appointment',
      'Appointment / Rendez-vous / Gahunda',
      'Appointments / Rendez-vous / Gahunda',
      {
        words:
          'consultation, visit, booking, appointment scheduler, scheduling, schedule, rendez-vous',
        icon: 'calendar-clock',
        fields: `
        reason   | text*      | Reason / Motif / Impamvu             | Check-up / Contrôle; Vaccination / Vaccination; Follow-up / Suivi; Toothache / Mal de dents; Blood test / Prise de sang; Eye test / Examen de la vue; Fever / Fièvre; Pregnancy visit / Visite prénatale
        patient  | reference* | Patient / Patient / Umurwayi         | patient
        doctor   | reference* | Doctor / Médecin / Muganga           | doctor
        heldOn   | date*      | Date / Date / Itariki                | -14..28
        startsAt | time*      | Time / Heure / Isaha                 | 8..17
        status   | choice*    | Status / Statut / Imiterere          | booked: Booked / Réservé / Byafashwe; arrived: Arrived / Arrivé / Yageze; completed: Done / Terminé / Byarangiye; cancelled: Cancelled / Annulé / Byahagaritswe
        notes    | longText   | Notes / Notes / Ibisobanuro          | Bring the vaccination card. / Apporter le carnet de vaccination.; Fasting since last night. / À jeun depuis la veille.; Second visit for the same cough. / Deuxième visite pour la même toux.
      `,
      },
    ),
    entity(
      'prescription',
      'Prescription / Ordonnance / Imiti',
      'Prescriptions / Ordonnances / Imiti',
      {
        words: 'medicine, drug, medication, treatment, ordonnance, médicament',
        icon: 'pill',
        feminine: true,
        fields: `
        medicine | text*      | Medicine / Médicament / Umuti        | Amoxicillin 500 mg / Amoxicilline 500 mg; Paracetamol 1 g / Paracétamol 1 g; Ibuprofen 400 mg / Ibuprofène 400 mg; Iron tablets / Fer en comprimés; Eye drops / Collyre; Salbutamol inhaler / Salbutamol inhalateur
        patient  | reference* | Patient / Patient / Umurwayi         | patient
        dose     | text       | Dose / Posologie / Urugero           | One in the morning / Un le matin; Three times a day / Trois fois par jour; When needed / Au besoin
        days     | number     | Days / Jours / Iminsi                | 3..30
        issuedOn | date       | Issued on / Délivrée le / Yatanzwe ku | -60..-1
      `,
      },
    ),
  ],
  site: site({
    headlines: `
      Care that knows your name / Des soins qui connaissent votre nom / Ubuvuzi bukuzi mu izina
      A calm place to be looked after / Un lieu calme où l’on prend soin de vous / Ahantu hatuje ho kwitabwaho
    `,
    leads: `
      {name} sees families in {place} six days a week, with or without an appointment. / {name} reçoit les familles de {place} six jours sur sept, avec ou sans rendez-vous. / {name} yakira imiryango ya {place} iminsi itandatu mu cyumweru.
    `,
    action: 'Ask for an appointment / Demander un rendez-vous / Saba gahunda',
    offerTitle: 'What we treat / Ce que nous soignons / Ibyo tuvura',
    offerLead:
      'General medicine first, specialists down the hall. / La médecine générale d’abord, les spécialistes au bout du couloir. / Ubuvuzi rusange mbere.',
    offer: `
      stethoscope | General medicine / Médecine générale / Ubuvuzi rusange | | Most visits begin and end here. / La plupart des visites commencent et finissent ici. / Gusurwa kwinshi gutangirira hano.
      baby        | Mothers and infants / Mères et nourrissons / Ababyeyi n’impinja | | From the first visit to the first birthday. / De la première visite au premier anniversaire. / Kuva ku isura rya mbere.
      eye         | Eye care / Vue / Amaso | | Tests on site, glasses in three days. / Examens sur place, lunettes en trois jours. / Isuzuma hano.
      smile       | Dental / Dentaire / Amenyo | | Gentle hands and plain prices. / Des gestes doux et des prix clairs. / Ibiciro bizwi.
      microscope  | Laboratory / Laboratoire / Laboratwari | | Most results before you leave. / La plupart des résultats avant votre départ. / Ibisubizo mbere yo gutaha.
      syringe     | Vaccination / Vaccination / Inkingo | | Walk in, any morning. / Sans rendez-vous, le matin. / Buri gitondo.
    `,
    storyTitle:
      'Started by two nurses / Fondée par deux infirmières / Yatangijwe n’abaforomo babiri',
    story: `
      They wanted a waiting room where nobody waits long. There is a clock on the wall, and we write down when we fail. / Elles voulaient une salle d’attente où l’on n’attend pas. Il y a une horloge au mur, et nous notons nos retards. / Bashakaga aho bategerereza igihe gito.
      Prices hang beside the door. What you read is what you pay. / Les prix sont affichés à l’entrée. Ce que vous lisez est ce que vous payez. / Ibiciro bimanitse ku muryango.
    `,
    figures: `
      11 min | average wait / attente moyenne / igihe cyo gutegereza
      6 / 6 / 6 | days a week / jours sur sept / iminsi mu cyumweru
      14     | doctors and nurses / médecins et infirmiers / abaganga n’abaforomo
    `,
    quotes: `
      Béatrice Uwimana | mother of three / mère de trois enfants / umubyeyi w’abana batatu | They explained it twice, the second time to my daughter. / On l’a expliqué deux fois, la seconde à ma fille. / Badusobanuriye kabiri.
      Joseph Mugabo | patient since 2019 / patient depuis 2019 / umurwayi kuva 2019 | My results came before my taxi did. / Mes résultats sont arrivés avant mon taxi. / Ibisubizo byaje mbere ya tagisi.
    `,
    questions: `
      Do I need an appointment? / Faut-il un rendez-vous ? / Ni ngombwa gahunda? | It shortens the wait, but nobody is sent home. / Cela raccourcit l’attente, mais personne n’est renvoyé. / Bigabanya gutegereza.
      Which insurance do you take? / Quelles assurances acceptez-vous ? / Mwakira ubuhe bwishingizi? | The national scheme and most private ones. Bring your card. / Le régime national et la plupart des privées. Apportez votre carte. / Zana ikarita yawe.
      Are you open on Sunday? / Ouvrez-vous le dimanche ? / Mukora ku cyumweru? | Emergencies only, by phone. / Urgences seulement, par téléphone. / Ibyihutirwa gusa.
    `,
    gallery: `
      The waiting room / La salle d’attente / Aho bategerereza
      Morning round / La tournée du matin / Mu gitondo
      The small laboratory / Le petit laboratoire / Laboratwari
      Children’s corner / Le coin des enfants / Aho abana bakinira
      The garden bench / Le banc du jardin / Intebe yo mu busitani
      Night desk / L’accueil de nuit / Ijoro
    `,
  }),
});
