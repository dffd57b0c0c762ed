import { domain, entity } from './dsl.ts';

export const analytics = domain('analytics', 'Analytics / Analyse de données / Isesengura', {
  words:
    'analytics, data visualization, dashboard, chart, bi, business intelligence, advertising data, data analysis, statistic, metric, report, kpi, big data, data display, large screen, dataset, data source, event tracking, campaign, advertising, marketing, saas dashboard, data mining, crawler, tableau de bord, statistiques, seo, monitoring data, ad',
  leaning: { dashboard: 4 },
  surface: 'office',
  brands: 'Pulseboard, Imibare, Clearline, Signal Hill, Countwell',
  core: 'campaign, report, dataSource',
  entities: [
    entity(
      'campaign',
      'Campaign / Campagne / Ubukangurambaga',
      'Campaigns / Campagnes / Ubukangurambaga',
      {
        words:
          'ad, advert, advertisement, advertising, advertising data, promotion, marketing activity, marketing campaign, product ad, marketing, activity, campagne, publicité',
        icon: 'megaphone',
        feminine: true,
        fields: `
        name        | text*   | Campaign / Campagne / Izina            |
        channel     | choice* | Channel / Canal / Uburyo               | search: Search / Recherche; social: Social / Réseaux sociaux; email: E-mail / E-mail; display: Display / Bannières; radio: Radio / Radio
        status      | choice* | Status / Statut / Imiterere            | running: Running / En cours; paused: Paused / En pause; completed: Finished / Terminée
        spend       | money*  | Spend / Dépense / Yakoreshejwe         | 180..6400
        impressions | number  | Impressions / Impressions / Inshuro zarebwe | 8000..420000
        clicks      | number  | Clicks / Clics / Gukanda               | 120..9800
        conversions | number  | Conversions / Conversions / Abaguze    | 4..640
        startsOn    | date*   | Start / Début / Itangira               | -210..-3
      `,
        rows: `
        name | channel | status
        Rainy season sale / Soldes de la saison des pluies | social | running
        Back to school / Rentrée | search | completed
        New store in Huye / Nouveau magasin à Huye | radio | running
        Weekend breakfast / Petit-déjeuner du week-end | display | paused
        Welcome series / Série de bienvenue | email | running
        Coffee tasting days / Journées dégustation | social | completed
        Spring delivery offer / Livraison offerte | search | running
        App launch / Lancement de l’appli | display | completed
        Members’ week / Semaine des membres | email | completed
        Lake festival partner / Partenaire du festival | radio | paused
        Gift guide / Guide des cadeaux | search | running
        Return customers / Clients fidèles | email | running
        Street posters online / Affiches en ligne | display | completed
        Makers’ stories / Histoires d’artisans | social | running
        Payday bundle / Pack fin de mois | search | paused
        Early harvest / Première récolte | social | completed
        Night market / Marché de nuit | radio | running
        Loyalty reminder / Rappel fidélité | email | completed
      `,
      },
    ),
    entity('report', 'Report / Rapport / Raporo', 'Reports / Rapports / Raporo', {
      words:
        'management report, analysis report, statistical report, analytics report, sales report, pdf report, event report, rapport',
      icon: 'file-chart-column',
      fields: `
        name     | text*   | Report / Rapport / Raporo              | Monthly overview / Vue d’ensemble mensuelle; Channel comparison / Comparaison des canaux; Cost per customer / Coût par client; Weekly traffic / Trafic hebdomadaire; Customer retention / Fidélisation; Regional results / Résultats par région; Budget follow-up / Suivi budgétaire; Top ten pages / Dix pages les plus vues
        period   | choice* | Period / Période / Igihe               | week: Week / Semaine; month: Month / Mois; quarter: Quarter / Trimestre
        owner    | person  | Owner / Auteur / Nyirayo               |
        status   | choice* | Status / Statut / Imiterere            | ready: Ready / Prêt; scheduled: Scheduled / Programmé; draft: Draft / Brouillon
        views    | number  | Views / Consultations / Byarebwe       | 3..420
        updatedOn | date   | Updated / Mis à jour / Byavuguruwe     | -90..0
      `,
    }),
    entity(
      'dataSource',
      'Data source / Source de données / Isoko ry’amakuru',
      'Data sources / Sources de données / Amasoko y’amakuru',
      {
        words:
          'data source, dataset, data set, database, crawled data, data set management, source, crawl task, crawler, spider',
        icon: 'database',
        feminine: true,
        fields: `
        name     | text*   | Name / Nom / Izina                     | Web shop orders / Commandes en ligne; Store tills / Caisses des magasins; Ad network export / Export régie publicitaire; Newsletter tool / Outil de newsletter; Call centre log / Journal du centre d’appels; Survey answers / Réponses d’enquête; Warehouse scans / Scans d’entrepôt; Weather feed / Flux météo
        kind     | choice* | Kind / Type / Ubwoko                   | database: Database / Base de données; file: File / Fichier; service: Service / Service
        status   | choice* | Status / Statut / Imiterere            | connected: Connected / Connectée; syncing: Syncing / Synchronisation; failing: Not answering / Ne répond pas
        rows     | number  | Rows / Lignes / Imirongo               | 400..980000
        syncedOn | date    | Last sync / Dernière synchro / Byahujwe | -9..0
        owner    | person  | Owner / Responsable / Ubishinzwe       |
      `,
      },
    ),
    entity('trackedEvent', 'Event / Événement / Igikorwa', 'Events / Événements / Ibikorwa', {
      words:
        'event, event data, user behavior, tracking event, event tracking, user event, visitor, session, action, behaviour, page view',
      icon: 'mouse-pointer-click',
      fields: `
        name     | text*   | Event / Événement / Igikorwa           | sign_up_started; checkout_completed; video_played; search_used; coupon_applied; page_shared; form_abandoned; chat_opened; file_downloaded; plan_changed
        category | choice* | Category / Catégorie / Icyiciro        | acquisition: Acquisition / Acquisition; engagement: Engagement / Engagement; revenue: Revenue / Revenu
        users    | number  | Users / Utilisateurs / Abakoresha      | 20..8200
        count    | number  | Count / Occurrences / Inshuro          | 60..42000
        change   | number  | Change / Évolution / Impinduka         | -22..38 %
        seenOn   | date    | Last seen / Vu le / Byabonetse         | -60..0
      `,
    }),
    entity(
      'subscription',
      'Subscription / Abonnement / Ifatabuguzi',
      'Subscriptions / Abonnements / Amafatabuguzi',
      {
        words:
          'subscriber, saas, saas dashboard, plan, customer account, workspace, mrr, revenue, subscription, abonnement, account, user',
        icon: 'credit-card',
        fields: `
        account   | text*   | Account / Compte / Konti               | Imena Foods; Kivu Textiles; Akagera Tours; Rebero Lodge; Inzozi Schools; Amahoro Clinic; Gatare Dairy; Umoja Couriers; Hillcode; Roadbook; Bright Steps Academy; Lakeside Health; Open Data Kigali; Green Pack Rwanda; Kigali Jazz; Muhazi Farms; Nyungwe Tea; Virunga Logistics
        plan      | choice* | Plan / Formule / Ifatabuguzi           | starter: Starter / Démarrage; team: Team / Équipe; business: Business / Entreprise
        status    | choice* | Status / Statut / Imiterere            | active: Active / Actif; trial: Trial / Essai; cancelled: Cancelled / Résilié
        seats     | number  | Seats / Postes / Imyanya               | 2..60
        monthly   | money*  | Monthly revenue / Revenu mensuel / Buri kwezi | 19..940
        startedOn | date*   | Since / Depuis / Kuva                  | -330..-4
        owner     | person  | Account owner / Responsable / Ubishinzwe |
      `,
      },
    ),
  ],
});
