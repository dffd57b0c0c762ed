import { domain, entity } from './dsl.ts';

export const invoicing = domain('invoicing', 'Invoicing / Facturation / Inyemezabuguzi', {
  words: 'invoice, invoicing, billing, quote, estimate, receipt, facture, facturation, devis',
  leaning: { crud: 2 },
  surface: 'office',
  brands: 'Factura, Paidly, Inyemezabuguzi, Duebook, Clear Invoice',
  core: 'invoice, client',
  entities: [
    entity(
      'invoice',
      'Invoice / Facture / Inyemezabuguzi',
      'Invoices / Factures / Inyemezabuguzi',
      {
        words: 'bill, receipt, billing, facture',
        icon: 'receipt',
        feminine: true,
        fields: `
        number   | text*      | Invoice no. / N° de facture / Nimero  | INV-####
        client   | reference* | Client / Client / Umukiriya           | client
        subject  | text*      | For / Objet / Impamvu                 | Website care / Maintenance du site; Logo design / Création de logo; Translation, 40 pages / Traduction, 40 pages; Consulting, three days / Conseil, trois jours; Photo series / Série photo; Training day / Journée de formation; Annual report layout / Mise en page du rapport annuel
        issuedOn | date*      | Issued on / Émise le / Yatanzwe ku    | -150..-1
        dueOn    | date*      | Due on / Échéance / Igihe ntarengwa   | -120..30
        amount   | money*     | Amount / Montant / Amafaranga         | 120..6400
        status   | choice*    | Status / Statut / Imiterere           | draft: Draft / Brouillon; sent: Sent / Envoyée; paid: Paid / Payée; overdue: Overdue / En retard
      `,
      },
    ),
    entity('client', 'Client / Client / Umukiriya', 'Clients / Clients / Abakiriya', {
      words: 'customer, buyer, payer, client',
      icon: 'building-2',
      fields: `
        name    | text*    | Name / Nom / Izina                    |
        contact | person   | Contact / Contact / Umuntu            |
        email   | email    | E-mail / E-mail / Imeyili             |
        phone   | phone    | Phone / Téléphone / Telefone          |
        city    | text     | City / Ville / Umujyi                 | Kigali; Huye; Nairobi; Kampala; Musanze
        taxId   | text     | Tax ID / N° fiscal / TIN              | TIN-######
      `,
      rows: `
        name
        Imena Foods
        Kivu Textiles
        Akagera Tours
        Rebero Lodge
        Inzozi Schools
        Amahoro Clinic
        Gatare Dairy
        Umoja Couriers
        Green Pack Rwanda
        Kigali Jazz
        Muhazi Farms
        Bright Steps Academy
      `,
    }),
    entity('payment', 'Payment / Paiement / Ubwishyu', 'Payments / Paiements / Ubwishyu', {
      words: 'settlement, transaction, paiement, règlement',
      icon: 'banknote',
      fields: `
        number  | text*      | Payment no. / N° / Nimero             | PAY-####
        invoice | reference* | Invoice / Facture / Inyemezabuguzi    | invoice
        paidOn  | date*      | Paid on / Payé le / Yishyuwe ku       | -120..-1
        method  | choice*    | Method / Moyen / Uburyo               | bank: Bank transfer / Virement; mobile: Mobile money / Mobile money; cash: Cash / Espèces; card: Card / Carte
        amount  | money*     | Amount / Montant / Amafaranga         | 80..4200
      `,
    }),
  ],
});
