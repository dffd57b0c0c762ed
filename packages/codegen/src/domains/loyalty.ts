import { domain, entity } from './dsl.ts';

export const loyalty = domain(
  'loyalty',
  'Members and loyalty / Membres et fidélité / Abanyamuryango',
  {
    words:
      'membership, loyalty, points redemption, coupon, member management, marketing activity, mother and infant, maternal and infant, member information, points, gift card, referral, fidélité, adhésion, micro-marketing, public account, distribution',
    leaning: { crud: 2, dashboard: 1 },
    surface: 'office',
    brands: 'Ubudahemuka, Pointwell, Regulars, Comeback, Kinship Club',
    core: 'member, campaign, coupon',
    entities: [
      entity('member', 'Member / Membre / Umunyamuryango', 'Members / Membres / Abanyamuryango', {
        words:
          'customer, subscriber, member information, personal information, parent, membership card, membership, card, membre, vip',
        icon: 'id-card',
        fields: `
        name     | person* | Name / Nom / Izina                        |
        cardNo   | text*   | Card no. / N° de carte / Nimero           | MB-####
        tier     | choice* | Tier / Niveau / Urwego                    | silver: Silver / Argent; gold: Gold / Or; platinum: Platinum / Platine
        points   | number  | Points / Points / Amanota                 | 20..4800
        phone    | phone   | Phone / Téléphone / Telefone              |
        email    | email   | E-mail / E-mail / Imeyili                 |
        joinedOn | date    | Joined / Inscrit le / Kuva                | -900..-2
      `,
      }),
      entity(
        'campaign',
        'Marketing activity / Opération / Igikorwa',
        'Marketing activities / Opérations / Ibikorwa',
        {
          words:
            'marketing activity, activity, promotion, event, campaign, marketing activity publication, offer, publication, opération, online and offline activity',
          icon: 'megaphone',
          feminine: true,
          fields: `
        title    | text*    | Activity / Opération / Igikorwa          | Double points weekend / Week-end points doublés; Baby care morning / Matinée bébé; Bring a friend / Parrainage; Tasting evening / Soirée dégustation; Birthday gift / Cadeau d’anniversaire; First visit offer / Offre première visite; Thank-you week / Semaine merci
        channel  | choice*  | Channel / Canal / Uburyo                 | store: In store / En magasin; online: Online / En ligne; phone: Text message / SMS
        startsOn | date*    | From / Du / Kuva                         | -40..40
        endsOn   | date     | To / Au / Kugeza                         | 1..80
        joined   | number   | Taking part / Participants / Abitabiriye | 0..420
        status   | choice*  | Status / Statut / Imiterere              | scheduled: Scheduled / Programmée; running: Running / En cours; ended: Ended / Terminée
      `,
        },
      ),
      entity('coupon', 'Coupon / Bon / Kupo', 'Coupons / Bons / Amakupo', {
        words:
          'voucher, discount, gift card, coupon distribution, coupon management, bon de réduction, reward',
        icon: 'ticket-percent',
        fields: `
        title      | text*   | Coupon / Bon / Kupo                     | Welcome gift / Cadeau de bienvenue; Ten off nappies / Dix de moins sur les couches; Free delivery / Livraison offerte; Second for half / Deuxième à moitié prix; Members’ Monday / Lundi des membres; Birthday treat / Offre d’anniversaire
        code       | text*   | Code / Code / Kode                      | GIFT-####
        discount   | number  | Discount / Remise / Igabanywa           | 5..40 %
        validUntil | date    | Valid until / Valable jusqu’au / Kugeza ku | -6..90
        used       | number  | Used / Utilisations / Inshuro           | 0..260
        status     | choice* | Status / Statut / Imiterere             | active: Active / Actif; scheduled: Scheduled / Programmé; expired: Expired / Expiré
      `,
      }),
      entity('purchase', 'Purchase / Achat / Ubuguzi', 'Purchases / Achats / Ubuguzi', {
        words:
          'consumption record, order, redemption, points redemption, purchase record, transaction, consumption, achat',
        icon: 'receipt',
        fields: `
        number   | text*      | Receipt / Reçu / Inyemezabuguzi        | RC-#####
        member   | reference* | Member / Membre / Umunyamuryango       | member
        boughtOn | date*      | Date / Date / Itariki                  | -120..0
        amount   | money*     | Amount / Montant / Amafaranga          | 4..180
        points   | number     | Points / Points / Amanota              | 4..180
        store    | text       | Store / Magasin / Iduka                | Kimironko; City Tower; Huye; Online / En ligne
      `,
      }),
    ],
  },
);
