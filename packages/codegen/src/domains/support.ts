import { domain, entity } from './dsl.ts';

export const support = domain('support', 'Customer support / Assistance / Ubufasha', {
  words:
    'support, help desk, helpdesk, ticket, customer service, support ticket, service desk, complaint, after-sales, ticketing system, omnichannel, service evaluation, assistance, service client, repair request, faq',
  leaning: { crud: 2, dashboard: 1 },
  surface: 'office',
  brands: 'Helpdesk Ubufasha, Answerdesk, Kindly, Frontline, Replyroom',
  core: 'ticket, customer, helpArticle',
  entities: [
    entity('ticket', 'Ticket / Demande / Ikibazo', 'Tickets / Demandes / Ibibazo', {
      words:
        'support ticket, request, issue, complaint, case, problem, incident, repair request, ticket history, inquiry, demande, réclamation, conversation, problem assistance',
      icon: 'life-buoy',
      feminine: true,
      fields: `
        number    | text*      | No. / N° / Nimero                     | T-####
        subject   | text*      | Subject / Objet / Ingingo             | Cannot sign in since Monday / Connexion impossible depuis lundi; Invoice shows the old address / Ancienne adresse sur la facture; Parcel arrived open / Colis arrivé ouvert; Wrong size delivered / Mauvaise taille livrée; How do I export my data? / Comment exporter mes données ?; App is slow in the evening / Lenteurs le soir; Please change our plan / Changement de formule; Refund not received / Remboursement non reçu; Password e-mail does not arrive / E-mail de mot de passe absent; Question about delivery / Question sur la livraison
        customer  | reference* | Customer / Client / Umukiriya         | customer
        priority  | choice*    | Priority / Priorité / Ubwihutirwe     | low: Low / Basse; normal: Normal / Normale; high: High / Haute
        status    | choice*    | Status / Statut / Imiterere           | open: Open / Ouverte; pending: Waiting for customer / En attente du client; solved: Solved / Résolue
        assignee  | person     | Assigned to / Assignée à / Bishinzwe  |
        openedOn  | date*      | Opened on / Ouverte le / Yafunguwe ku | -45..0
        message   | longText   | Message / Message / Ubutumwa          | I tried twice on my phone and once on a computer. / J’ai essayé deux fois au téléphone et une fois sur ordinateur.; A photo is attached to my e-mail. / Une photo est jointe à mon e-mail.; No hurry, but I would like to understand. / Rien d’urgent, mais j’aimerais comprendre.
      `,
    }),
    entity('customer', 'Customer / Client / Umukiriya', 'Customers / Clients / Abakiriya', {
      words: 'user, client, requester, visitor, client',
      icon: 'users',
      fields: `
        name     | person* | Name / Nom / Izina                       |
        email    | email   | E-mail / E-mail / Imeyili                |
        phone    | phone   | Phone / Téléphone / Telefone             |
        company  | text    | Company / Entreprise / Ikigo             | Imena Foods; Kivu Textiles; Rebero Lodge; Private / Particulier; Gatare Dairy
        since    | date    | Customer since / Client depuis / Kuva    | -1200..-10
      `,
    }),
    entity(
      'helpArticle',
      'Help article / Article d’aide / Inyandiko y’ubufasha',
      'Help articles / Articles d’aide / Inyandiko z’ubufasha',
      {
        words:
          'faq, knowledge base, knowledge article, guide, answer, automatic reply, canned response, knowledge, template',
        icon: 'book-open-check',
        fields: `
        title     | text*    | Title / Titre / Umutwe                 | Reset your password / Réinitialiser votre mot de passe; Return a parcel / Retourner un colis; Change your address / Changer d’adresse; Read your invoice / Lire votre facture; Export your data / Exporter vos données; Invite a colleague / Inviter un collègue; Close your account / Fermer votre compte
        topic     | choice*  | Topic / Sujet / Ingingo                | account: Account / Compte; orders: Orders / Commandes; billing: Billing / Facturation
        body      | longText | Text / Texte / Inyandiko               | Open your profile, choose Security, and follow the two steps. / Ouvrez votre profil, choisissez Sécurité et suivez les deux étapes.; You have thirty days. The label is in the parcel. / Vous avez trente jours. L’étiquette est dans le colis.
        helpful   | percent  | Found helpful / Jugé utile / Byafashije | 52..98
        updatedOn | date     | Updated / Mis à jour / Byavuguruwe     | -200..-1
      `,
      },
    ),
    entity('agent', 'Agent / Agent / Umukozi', 'Agents / Agents / Abakozi', {
      words: 'staff, customer service agent, representative, operator, administrator',
      icon: 'headset',
      fields: `
        name   | person* | Name / Nom / Izina                         |
        team   | choice* | Team / Équipe / Itsinda                    | first: First line / Premier niveau; billing: Billing / Facturation; technical: Technical / Technique
        email  | email   | E-mail / E-mail / Imeyili                  |
        solved | number  | Solved this month / Résolues ce mois / Byakemutse | 12..140
        rating | rating  | Rating / Note / Amanota                    | 3..5
      `,
    }),
  ],
});
