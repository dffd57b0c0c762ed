import { domain, entity, site } from './dsl.ts';

export const shop = domain('shop', 'Shop / Boutique / Iduka', {
  words:
    'shop, store, e-commerce, ecommerce, marketplace, online shopping, shopping mall, product, cart, checkout, jewelry, boutique, magasin, vente en ligne, supermarket, distribution, second-hand, blind box, mall, purchase',
  leaning: { crud: 2 },
  surface: 'public',
  brands: 'Isoko, Kariakoo & Co, Duka, Umurage, Little Market, Igitenge Store',
  core: 'product, order, customer',
  topicEntity: 'product',
  entities: [
    entity('product', 'Product / Produit / Igicuruzwa', 'Products / Produits / Ibicuruzwa', {
      words:
        'good, merchandise, article en vente, goods, item for sale, catalog, catalogue, gift, prize, commodity, produit',
      icon: 'shopping-bag',
      view: 'cards',
      fields: `
        name        | text*    | Name / Nom / Izina                       |
        category    | choice*  | Category / Catégorie / Icyiciro          | home: Home / Maison; kitchen: Kitchen / Cuisine; fashion: Fashion / Mode; outdoors: Outdoors / Plein air
        price       | money    | Price / Prix / Igiciro                   | 6..180
        stock       | number   | In stock / En stock / Mu bubiko          | 0..60
        rating      | rating   | Rating / Note / Amanota                      | 3..5
        description | longText | Description / Description / Ibisobanuro  |
        featured    | flag     | Featured / Mis en avant / Ishyirwa imbere |
      `,
      rows: `
        name                                  | category | price | description                              | featured
        Agaseke basket / Panier agaseke       | home     | 42    | Woven by hand from sisal and sweetgrass, with the zigzag of the hills. / Tissé à la main en sisal, avec le zigzag des collines. | yes
        Imigongo panel / Panneau imigongo     | home     | 96    | Raised geometric relief in black, white and red earth. / Relief géométrique en noir, blanc et terre rouge. | yes
        Stoneware mug / Tasse en grès         | kitchen  | 14    | Holds a generous morning coffee and keeps it warm. / Pour un grand café du matin, bien chaud. | no
        Olive wood board / Planche en olivier | kitchen  | 32    | One piece of wood, oiled twice, ready for bread. / Un seul bois, huilé deux fois, prêt pour le pain. | yes
        Kitenge tote / Cabas en kitenge       | fashion  | 24    | Lined cotton print with a pocket for keys. / Coton imprimé doublé, avec une poche pour les clés. | no
        Linen shirt / Chemise en lin          | fashion  | 58    | A loose cut for warm evenings. / Coupe ample pour les soirées chaudes. | yes
        Camp lantern / Lanterne de camping    | outdoors | 38    | Forty hours of light from one charge. / Quarante heures de lumière par charge. | no
        Trail backpack / Sac de randonnée     | outdoors | 88    | Twenty-two litres, rain cover included. / Vingt-deux litres, housse de pluie comprise. | yes
        Beeswax candle / Bougie en cire       | home     | 12    | Burns clean for thirty hours. / Brûle proprement pendant trente heures. | no
        Cast iron pan / Poêle en fonte        | kitchen  | 64    | Seasoned and ready for the stove. / Culottée et prête pour le feu. | no
        Leather sandals / Sandales en cuir    | fashion  | 49    | Soft straps, a sole that can be replaced. / Lanières souples, semelle remplaçable. | no
        Picnic blanket / Nappe de pique-nique | outdoors | 36    | Wool on one side, waterproof on the other. / Laine d’un côté, imperméable de l’autre. | no
        Spice set / Coffret d’épices          | kitchen  | 22    | Six small jars, ground the week they ship. / Six petits pots, moulus la semaine de l’envoi. | no
        Reading lamp / Lampe de lecture       | home     | 72    | Warm light on a brass arm. / Lumière chaude sur un bras en laiton. | no
      `,
    }),
    entity('order', 'Order / Commande / Itegeko', 'Orders / Commandes / Amategeko', {
      words:
        'sales order, purchase, shopping order, order status, consumption record, purchase record, commande, achat, checkout',
      icon: 'receipt',
      feminine: true,
      fields: `
        number    | text*      | Order no. / N° de commande / Nimero      | ORD-####
        customer  | reference* | Customer / Client / Umukiriya            | customer
        orderedOn | date       | Ordered on / Commandée le / Yatumijwe ku | -120..-1
        status    | choice*    | Status / Statut / Imiterere              | pending: Pending / En attente; paid: Paid / Payée; shipped: Shipped / Expédiée; delivered: Delivered / Livrée; cancelled: Cancelled / Annulée
        items     | number     | Items / Articles / Ibintu                | 1..9
        total     | money      | Total / Total / Byose                    | 12..420
      `,
    }),
    entity('customer', 'Customer / Client / Umukiriya', 'Customers / Clients / Abakiriya', {
      words: 'buyer, shopper, consumer, customer information, client, acheteur',
      icon: 'users',
      fields: `
        name     | person* | Name / Nom / Izina                       |
        email    | email   | E-mail / E-mail / Imeyili                    |
        phone    | phone   | Phone / Téléphone / Telefone                 |
        city     | text    | City / Ville / Umujyi                    | Kigali; Huye; Musanze; Rubavu; Nairobi; Kampala; Bujumbura
        joinedOn | date    | Customer since / Client depuis / Umukiriya kuva | -900..-5
        spent    | money   | Total spent / Total dépensé / Yose yatanze | 20..2400
      `,
    }),
    entity('review', 'Review / Avis / Igitekerezo', 'Reviews / Avis / Ibitekerezo', {
      words: 'feedback, evaluation, product review, user review, avis, rating',
      icon: 'star',
      fields: `
        headline  | text*    | Headline / Titre / Umutwe    | Better than in the picture / Encore mieux que la photo; Arrived in two days / Arrivé en deux jours; A gift that was loved / Un cadeau adoré; Solid work / Du solide; Colour a bit darker / Couleur un peu plus foncée; Will buy again / Je rachèterai
        rating    | rating   | Rating / Note / Amanota          | 3..5
        author    | person*  | Author / Auteur / Umwanditsi |
        writtenOn | date     | Date / Date / Itariki        | -120..-1
        body      | longText | Review / Avis / Igitekerezo  | Well made and carefully packed. / Bien fait et soigneusement emballé.; The size was right and the seller answered quickly. / Bonne taille, et le vendeur a vite répondu.; We use it every day now. / Nous l’utilisons tous les jours.
      `,
    }),
    entity('coupon', 'Coupon / Bon de réduction / Kupo', 'Coupons / Bons de réduction / Amakupo', {
      words:
        'voucher, discount, promo code, coupon distribution, coupon management, promotion, réduction, card',
      icon: 'ticket-percent',
      fields: `
        title      | text*   | Coupon / Bon / Kupo                      | Welcome gift / Cadeau de bienvenue; Weekend market / Marché du week-end; Free delivery / Livraison offerte; Bring a friend / Parrainage; Rainy season sale / Soldes de la saison des pluies; Birthday treat / Offre d’anniversaire; Back to school / Rentrée
        code       | text*   | Code / Code / Kode                       | SAVE-####
        discount   | number  | Discount / Remise / Igabanywa            | 5..40 %
        validUntil | date    | Valid until / Valable jusqu’au / Kugeza ku | -10..90
        used       | number  | Times used / Utilisations / Inshuro      | 0..240
        status     | choice* | Status / Statut / Imiterere              | active: Active / Actif; scheduled: Scheduled / Programmé; expired: Expired / Expiré
      `,
    }),
  ],
  site: site({
    headlines: `
      Good things, made nearby / De belles choses, faites tout près
      Made to be used every day / Faits pour servir chaque jour
    `,
    leads: `
      {name} brings together small makers and the people who like their work. Pick a piece, meet the hands behind it. / {name} réunit de petits artisans et ceux qui aiment leur travail. Choisissez une pièce, rencontrez les mains qui l’ont faite.
    `,
    action: 'See the collection / Voir la collection',
    offerTitle: 'In the shop now / En boutique en ce moment',
    offerLead: 'A short list, chosen each season. / Une courte liste, choisie à chaque saison.',
    offer: `
      shopping-basket | Agaseke basket / Panier agaseke   | 42 | Woven by hand from sisal, with the zigzag of the hills. / Tissé à la main en sisal, avec le zigzag des collines.
      gem             | Silver hoops / Créoles en argent  | 64 | Light enough to forget, bright enough to notice. / Légères à oublier, brillantes à remarquer.
      coffee          | Stoneware mug / Tasse en grès     | 14 | For a generous morning coffee. / Pour un grand café du matin.
      shirt           | Linen shirt / Chemise en lin      | 58 | A loose cut for warm evenings. / Coupe ample pour les soirées chaudes.
      lamp            | Reading lamp / Lampe de lecture   | 72 | Warm light on a brass arm. / Lumière chaude sur un bras en laiton.
      backpack        | Trail backpack / Sac de randonnée | 88 | Twenty-two litres, rain cover included. / Vingt-deux litres, housse de pluie comprise.
    `,
    storyTitle: 'From the workshop to your door / De l’atelier à votre porte',
    story: `
      We started with one table at a Saturday market and eleven makers we knew by name. Today there are sixty, and we still know all their names. / Nous avons commencé par une table au marché du samedi et onze artisans que nous connaissions par leur nom. Ils sont soixante aujourd’hui, et nous les connaissons toujours tous.
      Each piece says who made it and where. If something breaks, we repair it before we replace it. / Chaque pièce dit qui l’a faite et où. Si quelque chose casse, nous réparons avant de remplacer.
    `,
    figures: `
      60     | makers / artisans
      2 days | average delivery / livraison moyenne
      4.8    | of 5 from buyers / sur 5 selon les clients
    `,
    quotes: `
      Diane Ingabire | customer since 2023 / cliente depuis 2023 | The basket is on our table every single day. / Le panier est sur notre table tous les jours.
      Samuel Otieno  | bought a gift / a acheté un cadeau       | Wrapped with care, and a note from the weaver inside. / Emballé avec soin, avec un mot de la tisseuse.
    `,
    questions: `
      How long does delivery take? / Combien de temps prend la livraison ? | Two days in the city, four to six elsewhere. / Deux jours en ville, quatre à six ailleurs.
      Can I return a piece? / Puis-je retourner une pièce ? | Within thirty days, for any reason, as long as it is unused. / Sous trente jours, sans raison à donner, si elle n’a pas servi.
      Do you take orders for events? / Acceptez-vous les commandes pour des événements ? | Yes, from twenty pieces. Write to us three weeks ahead. / Oui, à partir de vingt pièces. Écrivez-nous trois semaines avant.
    `,
    gallery: `
      Sorting sisal by colour / Tri du sisal par couleur
      The Saturday table / La table du samedi
      Fresh from the kiln / Sorti du four
      Packing day / Jour d’emballage
      A weaver’s pattern book / Le cahier de motifs d’une tisseuse
      New shelves / Nouvelles étagères
    `,
  }),
});
