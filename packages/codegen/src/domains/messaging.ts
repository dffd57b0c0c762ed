import { domain, entity } from './dsl.ts';

export const messaging = domain('messaging', 'Messages / Messagerie / Ubutumwa', {
  words:
    'email client, e-mail, email, mail, inbox, message, messaging, instant messaging, chat, telegram, sms, text message, spam, conversation, mailbox, newsletter, mail server, forwarding, msn, messagerie, courriel, wechat, whatsapp',
  leaning: { crud: 3 },
  surface: 'office',
  brands: 'Ubutumwa, Letterbox, Postline, Swift Pigeon, Inkoni Mail',
  core: 'message, contact',
  entities: [
    entity('message', 'Message / Message / Ubutumwa', 'Messages / Messages / Ubutumwa', {
      words:
        'email, e-mail, mail, text, sms, text message, chat, conversation, inbox, spam, outbox, letter, instant message, chat record, courriel, message sending, spam email, forwarded message',
      icon: 'mail',
      fields: `
        subject  | text*    | Subject / Objet / Ingingo              |
        folder   | choice*  | Folder / Dossier / Ububiko             | inbox: Inbox / Réception; sent: Sent / Envoyés; drafts: Drafts / Brouillons; spam: Spam / Indésirables
        contact  | reference* | With / Avec / Uwo muvugana           | contact
        sentOn   | date*    | Date / Date / Itariki                  | -30..0
        read     | flag     | Read / Lu / Byasomwe                   |
        body     | longText | Message / Message / Ubutumwa           |
      `,
      rows: `
        subject | folder | read | body
        Dinner on Friday? / Dîner vendredi ? | inbox | no | We found the place with the blue door. Seven o’clock? / Nous avons trouvé le lieu à la porte bleue. Dix-neuf heures ?
        Minutes of the meeting / Compte rendu de la réunion | inbox | yes | Attached, with the two changes you asked for. / Ci-joint, avec les deux changements demandés.
        Your invoice for October / Votre facture d’octobre | inbox | yes | Due on the fifteenth. Thank you. / À régler le quinze. Merci.
        Photos from the hike / Photos de la randonnée | inbox | no | The one with the goat is the best. / Celle avec la chèvre est la meilleure.
        Re: Delivery on Tuesday / Re : livraison mardi | sent | yes | Tuesday works. Please ring twice. / Mardi convient. Sonnez deux fois.
        Draft: letter to the school / Brouillon : lettre à l’école | drafts | yes | Dear all, we would like to offer… / Bonjour à tous, nous aimerions proposer…
        You have won a boat / Vous avez gagné un bateau | spam | no | Click here before midnight. / Cliquez avant minuit.
        Job offer, please read / Offre d’emploi à lire | inbox | no | We liked your answers and would like to go on. / Vos réponses nous ont plu, continuons.
        Recipe, as promised / La recette promise | inbox | yes | Use less salt than I do. / Moins de sel que moi.
        Re: Contract / Re : contrat | sent | yes | Signed and sent by post. / Signé et envoyé par la poste.
        Cheap medicine / Médicaments pas chers | spam | no | No doctor needed. / Sans médecin.
        Bus tickets / Billets de bus | inbox | yes | Seats 12 and 13, window side. / Places 12 et 13, côté fenêtre.
        Birthday list / Liste d’anniversaire | drafts | yes | Candles, chairs, cousin with guitar. / Bougies, chaises, cousin à la guitare.
        Welcome to the team / Bienvenue dans l’équipe | inbox | yes | Your desk is by the window. / Votre bureau est près de la fenêtre.
      `,
    }),
    entity('contact', 'Contact / Contact / Umuntu', 'Contacts / Contacts / Abantu', {
      words: 'friend, address book, contact list, recipient, user, customer, group, contact',
      icon: 'contact',
      fields: `
        name    | person* | Name / Nom / Izina                        |
        email   | email   | E-mail / E-mail / Imeyili                 |
        phone   | phone   | Phone / Téléphone / Telefone              |
        group   | choice  | Group / Groupe / Itsinda                  | family: Family / Famille; work: Work / Travail; friends: Friends / Amis
        favourite | flag  | Favourite / Favori / Ukunzwe              |
      `,
    }),
    entity('messageTemplate', 'Template / Modèle / Urugero', 'Templates / Modèles / Ingero', {
      words:
        'template, auto reply, signature, canned reply, email template, automatic response, modèle',
      icon: 'file-text',
      fields: `
        name     | text*    | Name / Nom / Izina                      | Out of office / Absence du bureau; Welcome / Bienvenue; Payment reminder / Rappel de paiement; Thank you / Remerciement; Appointment confirmed / Rendez-vous confirmé; Order shipped / Commande expédiée
        language | choice   | Language / Langue / Ururimi             | en: English / Anglais; fr: French / Français; rw: Kinyarwanda / Kinyarwanda
        body     | longText | Text / Texte / Inyandiko                | Thank you for writing. We answer within one working day. / Merci de votre message. Nous répondons sous un jour ouvré.; Your appointment is confirmed. / Votre rendez-vous est confirmé.
        used     | number   | Times used / Utilisations / Inshuro     | 0..320
      `,
    }),
    entity('forwardingRule', 'Rule / Règle / Itegeko', 'Rules / Règles / Amategeko', {
      words:
        'filter, spam rule, forwarding, forwarding rule, email account, mailbox, account, migration, configuration, spam filter, whitelist, blacklist, mail rule, règle',
      icon: 'filter',
      feminine: true,
      fields: `
        name      | text*   | Rule / Règle / Itegeko                  | Newsletters to folder / Lettres dans un dossier; Block unknown senders / Bloquer les inconnus; Forward invoices / Transférer les factures; Star the family / Marquer la famille; Archive receipts / Archiver les reçus; Quiet weekends / Week-ends calmes
        condition | choice* | When / Quand / Iyo                      | sender: Sender contains / L’expéditeur contient; subject: Subject contains / L’objet contient; attachment: Has an attachment / A une pièce jointe
        value     | text    | Contains / Contient / Harimo            | newsletter; invoice / facture; offer / offre; no-reply; family / famille
        action    | choice* | Then / Alors / Kora                     | move: Move / Déplacer; forward: Forward / Transférer; block: Block / Bloquer
        active    | flag    | Active / Active / Birakora              |
        matched   | number  | Matched / Appliquée / Inshuro           | 0..900
      `,
    }),
  ],
});
