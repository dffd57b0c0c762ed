import { domain, entity } from './dsl.ts';

export const inventory = domain('inventory', 'Stock and purchasing / Stocks et achats / Ububiko', {
  words:
    'inventory, stock, warehouse, warehousing, procurement, supplier, purchase order, sales and inventory, goods receipt, shelving, stock management, entrepôt, fournisseur, approvisionnement, package storage, asset management, erp, enterprise resource planning',
  leaning: { dashboard: 2, crud: 1 },
  surface: 'office',
  brands: 'Stockline, Ububiko, Shelfwise, Depot, Goodsroom',
  core: 'stockItem, supplier, purchaseOrder',
  entities: [
    entity('stockItem', 'Item / Article / Ikintu', 'Inventory / Stock / Ububiko', {
      words:
        'inventory, stock, stock item, inventory item, goods, material, spare part, raw material, sku, asset, package',
      icon: 'package',
      fields: `
        name      | text*    | Item / Article / Ikintu                |
        sku       | text*    | SKU / Référence / Kode                 | SKU-####
        category  | choice*  | Category / Catégorie / Icyiciro        | electronics: Electronics / Électronique; packaging: Packaging / Emballage; tools: Tools / Outils; supplies: Supplies / Fournitures
        quantity  | number*  | On hand / En stock / Bihari            | 0..480
        reorderAt | number   | Reorder at / Seuil de commande / Igipimo | 10..80
        unitCost  | money    | Unit cost / Coût unitaire / Igiciro    | 1..120
        location  | text     | Location / Emplacement / Aho biri      | A-01; A-04; B-02; B-07; C-03; Cold room / Chambre froide; Loading bay / Quai
        status    | choice*  | Status / Statut / Imiterere            | inStock: In stock / En stock; low: Running low / Bientôt épuisé; outOfStock: Out of stock / Épuisé
      `,
      rows: `
        name | category | quantity | status
        Barcode scanner / Lecteur de codes-barres | electronics | 34 | inStock
        Cardboard box, medium / Carton moyen | packaging | 420 | inStock
        Stretch film roll / Rouleau de film étirable | packaging | 18 | low
        Cordless drill / Perceuse sans fil | tools | 12 | inStock
        Label printer / Imprimante d’étiquettes | electronics | 0 | outOfStock
        Safety gloves, pair / Gants de sécurité, paire | supplies | 160 | inStock
        Pallet jack / Transpalette | tools | 6 | low
        Thermal paper roll / Rouleau thermique | supplies | 240 | inStock
        Power adapter 12 V / Adaptateur 12 V | electronics | 88 | inStock
        Bubble wrap / Film à bulles | packaging | 0 | outOfStock
        Torx screw set / Jeu de vis Torx | tools | 310 | inStock
        Hand sanitizer, 5 l / Gel hydroalcoolique, 5 l | supplies | 14 | low
        LED panel / Panneau LED | electronics | 52 | inStock
        Packing tape / Ruban adhésif | packaging | 196 | inStock
        Utility knife / Cutter | tools | 44 | inStock
        First aid kit / Trousse de secours | supplies | 21 | inStock
      `,
    }),
    entity(
      'supplier',
      'Supplier / Fournisseur / Utanga ibicuruzwa',
      'Suppliers / Fournisseurs / Abatanga ibicuruzwa',
      {
        words: 'vendor, manufacturer, provider, fournisseur',
        icon: 'truck',
        fields: `
        name        | text*    | Name / Nom / Izina                     |
        contact     | person   | Contact / Contact / Umuntu             |
        email       | email    | E-mail / E-mail / Imeyili              |
        phone       | phone    | Phone / Téléphone / Telefone           |
        city        | text     | City / Ville / Umujyi                  | Kigali; Nairobi; Kampala; Dar es Salaam; Mombasa; Huye
        leadDays    | number   | Lead time / Délai / Iminsi             | 2..30 days
        reliability | rating   | Reliability / Fiabilité / Ubwizerwe    | 2..5
      `,
        rows: `
        name
        Akagera Packaging
        Kivu Electronics
        Highland Tools
        Umoja Supplies
        Mombasa Freight Goods
        Rift Valley Paper
        Bugesera Plastics
        Lake Steel
        Nyabugogo Wholesale
        Green Pack Rwanda
        Savanna Components
        Northern Safety
      `,
      },
    ),
    entity(
      'purchaseOrder',
      'Purchase order / Bon de commande / Itegeko ryo kugura',
      'Purchase orders / Bons de commande / Amategeko yo kugura',
      {
        words: 'procurement, purchasing, purchase, buying order, bon de commande, procurement plan',
        icon: 'clipboard-list',
        fields: `
        number    | text*      | Order no. / N° / Nimero                | PO-####
        supplier  | reference* | Supplier / Fournisseur / Utanga        | supplier
        orderedOn | date*      | Ordered on / Commandé le / Itariki     | -120..-1
        expectedOn | date      | Expected on / Attendu le / Bizagera    | -10..40
        status    | choice*    | Status / Statut / Imiterere            | draft: Draft / Brouillon; sent: Sent / Envoyé; received: Received / Reçu; cancelled: Cancelled / Annulé
        total     | money*     | Total / Total / Byose                  | 120..9800
      `,
      },
    ),
    entity(
      'stockMovement',
      'Stock movement / Mouvement de stock / Iyimuka ry’ububiko',
      'Stock movements / Mouvements de stock / Iyimuka ry’ububiko',
      {
        words:
          'movement, stock transfer, shelving, removal, goods receipt, outbound, inbound, mouvement, sales',
        icon: 'arrow-left-right',
        fields: `
        item      | reference* | Item / Article / Ikintu                | stockItem
        direction | choice*    | Direction / Sens / Icyerekezo          | inbound: In / Entrée; outbound: Out / Sortie; moved: Moved / Transfert
        quantity  | number*    | Quantity / Quantité / Umubare          | 1..120
        movedOn   | date*      | Date / Date / Itariki                  | -90..-1
        person    | person     | By / Par / Na                          |
        note      | text       | Note / Note / Icyitonderwa             | Weekly count / Inventaire hebdomadaire; Damaged in transit / Abîmé au transport; Sold at counter / Vendu au comptoir; From supplier / Du fournisseur
      `,
      },
    ),
  ],
});
