import { domain, entity } from './dsl.ts';

export const manufacturing = domain('manufacturing', 'Production / Production / Inganda', {
  words:
    'manufacturing, production, factory, work order, quality, assembly, electronics manufacturing, wire product, workshop, machine, production line, production management, process, usine, fabrication, equipment management, enterprise management, business process, erp system',
  leaning: { dashboard: 3 },
  surface: 'office',
  brands: 'Lineworks, Uruganda, Plantbook, Shiftboard, Forgehand',
  core: 'workOrder, productionItem, qualityCheck',
  entities: [
    entity(
      'workOrder',
      'Work order / Ordre de fabrication / Itegeko ry’akazi',
      'Work orders / Ordres de fabrication / Amategeko y’akazi',
      {
        words:
          'production order, production plan, order, production, job, production data, business process, process, ordre',
        icon: 'factory',
        fields: `
        number    | text*      | Order no. / N° / Nimero                | WO-####
        product   | reference* | Product / Produit / Igicuruzwa         | productionItem
        quantity  | number*    | Quantity / Quantité / Umubare          | 40..1800
        line      | choice*    | Line / Ligne / Umurongo                | lineA: Line A / Ligne A; lineB: Line B / Ligne B; lineC: Line C / Ligne C
        progress  | percent    | Progress / Avancement / Aho bigeze     | 0..100
        dueOn     | date*      | Due on / Échéance / Itariki            | -12..40
        status    | choice*    | Status / Statut / Imiterere            | planned: Planned / Prévu; running: Running / En cours; completed: Completed / Terminé; onHold: On hold / En attente
      `,
      },
    ),
    entity('productionItem', 'Product / Produit / Igicuruzwa', 'Products / Produits / Ibicuruzwa', {
      words:
        'product, material, component, part, bill of materials, wire, wire product, raw material, produit, item',
      icon: 'cpu',
      fields: `
        name     | text*   | Name / Nom / Izina                        |
        code     | text*   | Part no. / Référence / Kode               | PN-####
        family   | choice* | Family / Famille / Ubwoko                 | cables: Cables / Câbles; boards: Boards / Cartes; housings: Housings / Boîtiers
        unitCost | money   | Unit cost / Coût unitaire / Igiciro       | 1..64
        stock    | number  | In stock / En stock / Bihari              | 0..2400
      `,
      rows: `
        name | family
        Control board C12 / Carte de commande C12 | boards
        Copper wire 1.5 mm / Fil de cuivre 1,5 mm | cables
        Sensor housing / Boîtier de capteur | housings
        Power cable 2 m / Câble d’alimentation 2 m | cables
        Display board / Carte d’affichage | boards
        Junction box / Boîte de jonction | housings
        Ribbon cable / Nappe | cables
        Charger board / Carte de charge | boards
        Meter case / Coffret de compteur | housings
        Earth wire 4 mm / Fil de terre 4 mm | cables
        Relay module / Module relais | boards
        Lamp base / Socle de lampe | housings
      `,
    }),
    entity(
      'qualityCheck',
      'Quality check / Contrôle qualité / Isuzuma',
      'Quality checks / Contrôles qualité / Amasuzuma',
      {
        words:
          'inspection, quality, test, audit, defect, quality inspection, contrôle, quality management',
        icon: 'badge-check',
        fields: `
        title    | text*      | Check / Contrôle / Isuzuma              | Solder joints / Soudures; Insulation test / Test d’isolation; Dimensions / Dimensions; Label print / Impression d’étiquette; Drop test / Test de chute; Burn-in, 12 h / Déverminage, 12 h; Colour match / Conformité couleur
        product  | reference* | Product / Produit / Igicuruzwa          | productionItem
        result   | choice*    | Result / Résultat / Igisubizo           | passed: Passed / Conforme; failed: Failed / Non conforme; retest: Retest / À refaire
        checkedOn | date*     | Date / Date / Itariki                   | -60..0
        inspector | person    | Inspector / Contrôleur / Umugenzuzi     |
        sample   | number     | Sample size / Échantillon / Urugero     | 5..80
      `,
      },
    ),
    entity('machine', 'Machine / Machine / Imashini', 'Machines / Machines / Imashini', {
      words: 'equipment, production line, device, tool, équipement, maintenance',
      icon: 'cog',
      feminine: true,
      fields: `
        name      | text*   | Machine / Machine / Imashini            | Press 01 / Presse 01; Press 02 / Presse 02; Winder A / Bobineuse A; Winder B / Bobineuse B; Oven 3 / Four 3; Packing robot / Robot d’emballage; Laser cutter / Découpe laser; Label printer / Étiqueteuse
        line      | choice* | Line / Ligne / Umurongo                 | lineA: Line A / Ligne A; lineB: Line B / Ligne B; lineC: Line C / Ligne C
        status    | choice* | Status / Statut / Imiterere             | running: Running / En marche; idle: Idle / À l’arrêt; maintenance: In repair / En réparation
        output    | percent | Output / Rendement / Umusaruro          | 40..99
        serviceOn | date    | Next service / Prochaine révision / Isuzuma | -4..90
      `,
    }),
  ],
});
