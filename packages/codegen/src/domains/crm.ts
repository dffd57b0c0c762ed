import { domain, entity } from './dsl.ts';

export const crm = domain('crm', 'Customer relations / Relation client / Abakiriya', {
  words:
    'crm, customer relationship, customer management, client management, sales pipeline, lead tracking, lead, deal, prospect, customer radar, name card, business card, sales management, relation client, pipeline',
  leaning: { crud: 2, dashboard: 1 },
  surface: 'office',
  brands: 'Ubumwe CRM, Dealbook, Handshake, Clientele, Northstar CRM',
  core: 'contact, deal, activity',
  entities: [
    entity('contact', 'Contact / Contact / Umuntu', 'Contacts / Contacts / Abantu', {
      words:
        'client, customer relationship, customer profile, prospect, name card, business card, contact person, partner',
      icon: 'contact',
      fields: `
        name          | person* | Name / Nom / Izina                       |
        company       | text    | Company / Entreprise / Ikigo             | Imena Foods; Kivu Textiles; Akagera Tours; Nyungwe Tea; Virunga Logistics; Muhazi Farms; Rebero Studio; Gorilla Print; Amahoro Clinic; Inzozi Schools
        stage         | choice* | Stage / Étape / Icyiciro                 | lead: Lead / Prospect; customer: Customer / Client; partner: Partner / Partenaire; inactive: Inactive / Inactif
        email         | email   | E-mail / E-mail / Imeyili                    |
        phone         | phone   | Phone / Téléphone / Telefone                 |
        owner         | person* | Owner / Responsable / Ushinzwe           |
        lastContactOn | date    | Last contact / Dernier contact / Duheruka kuvugana | -90..-1
      `,
    }),
    entity('deal', 'Deal / Affaire / Isoko', 'Deals / Affaires / Amasoko', {
      words:
        'opportunity, sales opportunity, pipeline, sales pipeline, quotation, quote, affaire, devis',
      icon: 'handshake',
      view: 'board',
      feminine: true,
      fields: `
        title       | text*      | Deal / Affaire / Isoko                   |
        contact     | reference* | Contact / Contact / Umuntu               | contact
        stage       | choice*    | Stage / Étape / Icyiciro                 | new: New / Nouvelle; qualified: Qualified / Qualifiée; proposal: Proposal / Proposition; won: Won / Gagnée; lost: Lost / Perdue
        value       | money      | Value / Montant / Agaciro                | 800..42000
        probability | percent    | Probability / Probabilité / Amahirwe     | 10..90
        closesOn    | date       | Expected close / Clôture prévue / Izarangira | -20..80
      `,
      rows: `
        title                                    | stage
        Annual tea supply / Fourniture annuelle de thé | proposal
        Uniforms for 400 pupils / Uniformes pour 400 élèves | qualified
        Office coffee plan / Formule café bureau | won
        Delivery vans lease / Location de fourgonnettes | new
        Website redesign / Refonte du site       | proposal
        Clinic stock system / Stock de la clinique | qualified
        Safari season package / Forfait saison safari | new
        Packaging for honey jars / Emballage des pots de miel | won
        Solar pumps, phase two / Pompes solaires, phase deux | proposal
        Print run of readers / Tirage de manuels | lost
        Warehouse racking / Rayonnage d’entrepôt | qualified
        Conference catering / Traiteur de conférence | new
        Fleet tracking pilot / Pilote de suivi de flotte | new
        Training for agents / Formation des agents | won
      `,
    }),
    entity('activity', 'Activity / Activité / Igikorwa', 'Activities / Activités / Ibikorwa', {
      words:
        'activity note, note, follow-up, interaction, call, meeting, customer behavior, activité',
      icon: 'activity',
      feminine: true,
      fields: `
        subject    | text*      | Subject / Objet / Ingingo   | Call about delivery dates / Appel sur les dates de livraison; Sent the revised offer / Envoi de l’offre révisée; Met at the trade fair / Rencontre au salon; Asked for references / Demande de références; Demo for the team / Démonstration à l’équipe; Renewal reminder / Rappel de renouvellement; Thank-you note / Mot de remerciement
        contact    | reference* | Contact / Contact / Umuntu  | contact
        kind       | choice*    | Kind / Type / Ubwoko        | call: Call / Appel; email: E-mail / E-mail; meeting: Meeting / Rendez-vous; note: Note / Note
        happenedOn | date       | Date / Date / Itariki       | -60..-1
        notes      | longText   | Notes / Notes / Ibisobanuro | Decides after the board meets on Thursday. / Décision après le conseil de jeudi.; Price is fine, wants faster delivery. / Prix accepté, livraison plus rapide souhaitée.; Call again next week. / Rappeler la semaine prochaine.; Introduced us to the finance lead. / Nous a présentés à la direction financière.
      `,
    }),
    entity('company', 'Company / Entreprise / Ikigo', 'Companies / Entreprises / Ibigo', {
      words:
        'enterprise, organisation, organization, account, business, enterprise public account, entreprise, société',
      icon: 'building-2',
      feminine: true,
      fields: `
        name     | text*   | Name / Nom / Izina           |
        industry | choice* | Industry / Secteur / Urwego  | food: Food / Alimentation; transport: Transport / Transport; health: Health / Santé; education: Education / Éducation; tourism: Tourism / Tourisme
        city     | text    | City / Ville / Umujyi        | Kigali; Huye; Musanze; Nairobi; Kampala; Goma; Rubavu
        website  | url     | Website / Site web / Urubuga |
        tier     | choice* | Tier / Niveau / Urwego       | key: Key account / Grand compte; growing: Growing / En croissance; small: Small / Petit compte
      `,
      rows: `
        name                 | industry
        Imena Foods          | food
        Kivu Textiles        | transport
        Akagera Tours        | tourism
        Nyungwe Tea          | food
        Virunga Logistics    | transport
        Muhazi Farms         | food
        Amahoro Clinic       | health
        Inzozi Schools       | education
        Rebero Lodge         | tourism
        Gatare Dairy         | food
        Umoja Couriers       | transport
        Bright Steps Academy | education
      `,
    }),
  ],
});
