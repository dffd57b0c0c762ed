import { domain, entity } from './dsl.ts';

export const security = domain(
  'security',
  'Systems and security / Systèmes et sécurité / Umutekano',
  {
    words:
      'security, monitoring, server, cloud, log, policy, alert, incident, device, network, iot, sensor, reliability, devops, database management, backup, threat, firewall, unit testing, test case, api, middleware, distributed computing, node, sécurité, supervision, access control, permission, role management, user center, account management, vulnerability, cyber security',
    leaning: { dashboard: 3 },
    surface: 'office',
    brands: 'Watchpost, Umurinzi, Ironleaf, Perimeter, Nightdesk',
    core: 'alert, device, policy',
    entities: [
      entity(
        'permission',
        'Permission / Autorisation / Uruhushya',
        'Permissions / Autorisations / Impushya',
        {
          words:
            'access right, permission control, user permission, access permission, droit d’accès',
          icon: 'key-round',
          feminine: true,
          fields: `
        name      | text*   | Permission / Autorisation / Uruhushya | Publish articles / Publier des articles; Delete articles / Supprimer des articles; Send notifications / Envoyer des notifications; Invite members / Inviter des membres; Export records / Exporter les fiches; Change roles / Changer les rôles; Read reports / Lire les rapports; Edit settings / Modifier les réglages
        role      | choice* | Role / Rôle / Uruhare                 | admin: Administrator / Administrateur; editor: Editor / Éditeur; member: Member / Membre
        granted   | flag    | Granted / Accordée / Yatanzwe         |
        grantedBy | person  | Granted by / Accordée par / Uwayitanze |
        changedOn | date*   | Changed on / Modifiée le / Byahinduwe | -120..0
      `,
        },
      ),
      entity(
        'notification',
        'Notification / Notification / Imenyesha',
        'Notifications / Notifications / Amamenyesha',
        {
          words: 'system notification, push notification, notification publishing',
          icon: 'bell',
          feminine: true,
          fields: `
        title    | text*   | Title / Titre / Umutwe                | New sign-in from a phone / Connexion depuis un téléphone; Maintenance on Sunday / Maintenance dimanche; Confirm your e-mail address / Confirmez votre adresse; Terms change in December / Conditions modifiées en décembre; Password is a year old / Le mot de passe a un an; Two new articles / Deux nouveaux articles
        audience | choice* | For / Pour / Bigenewe                 | everyone: Everyone / Tout le monde; members: Members / Membres; admins: Administrators / Administrateurs
        status   | choice* | Status / Statut / Imiterere           | draft: Draft / Brouillon; scheduled: Scheduled / Programmée; published: Published / Publiée
        sentOn   | date*   | Date / Date / Itariki                 | -40..10
        body     | longText | Text / Texte / Inyandiko             | Nothing to do if it was you. / Rien à faire si c’était vous.; From ten to eleven in the evening. / De vingt-deux à vingt-trois heures.
      `,
        },
      ),
      entity('alert', 'Alert / Alerte / Impuruza', 'Alerts / Alertes / Impuruza', {
        words:
          'incident, threat, warning, alarm, event, risk, potential security issue, vulnerability, alerte, security status',
        icon: 'siren',
        feminine: true,
        fields: `
        title    | text*   | Alert / Alerte / Impuruza               | Five failed sign-ins / Cinq connexions échouées; Certificate expires soon / Certificat bientôt expiré; Disk almost full / Disque presque plein; Unknown device on the network / Appareil inconnu sur le réseau; Backup did not finish / Sauvegarde inachevée; Traffic from a new country / Trafic d’un nouveau pays; Outdated library / Bibliothèque obsolète; Response time doubled / Temps de réponse doublé; Admin role granted / Rôle administrateur accordé
        severity | choice* | Severity / Gravité / Uburemere          | low: Low / Faible; medium: Medium / Moyenne; high: High / Élevée
        status   | choice* | Status / Statut / Imiterere             | open: Open / Ouverte; investigating: Under review / En cours d’examen; resolved: Resolved / Résolue
        device   | reference* | Device / Appareil / Igikoresho       | device
        seenOn   | date*   | Seen on / Vue le / Byabonetse ku        | -60..0
        assignee | person  | Assigned to / Assignée à / Ubishinzwe   |
      `,
      }),
      entity('device', 'Device / Appareil / Igikoresho', 'Devices / Appareils / Ibikoresho', {
        words:
          'server, machine, node, sensor, host, equipment, computer, computing resource, cluster, appareil, serveur',
        icon: 'server',
        fields: `
        name     | text*   | Name / Nom / Izina                      | kgl-web-01; kgl-web-02; kgl-db-01; huye-edge-01; office-router; print-lobby; kgl-cache-01; lab-sensor-07; rubavu-edge-02; build-runner-3; mail-gateway; archive-01
        kind     | choice* | Kind / Type / Ubwoko                    | server: Server / Serveur; network: Network / Réseau; sensor: Sensor / Capteur
        status   | choice* | Status / Statut / Imiterere             | online: Online / En ligne; degraded: Degraded / Dégradé; offline: Offline / Hors ligne
        load     | percent | Load / Charge / Umutwaro                | 4..96
        location | text    | Location / Site / Aho biri              | Kigali; Huye; Rubavu; Cloud / Cloud
        seenOn   | date    | Last seen / Vu le / Byabonetse          | -4..0
      `,
      }),
      entity('policy', 'Policy / Règle / Itegeko', 'Policies / Règles / Amategeko', {
        words:
          'rule, configuration, policy configuration, permission, access rule, setting, restriction, functional restriction, règle, access permission, system configuration',
        icon: 'shield-check',
        feminine: true,
        fields: `
        name      | text*  | Policy / Règle / Itegeko                 | Two factors for admins / Double authentification des admins; Block unknown countries / Blocage des pays inconnus; Rotate keys every 90 days / Rotation des clés tous les 90 jours; No public buckets / Aucun stockage public; Lock after five attempts / Verrouillage après cinq essais; Encrypt laptops / Chiffrement des portables; Review roles monthly / Revue mensuelle des rôles
        scope     | choice* | Scope / Portée / Aho ikora              | everyone: Everyone / Tous; admins: Admins / Administrateurs; servers: Servers / Serveurs
        enforced  | flag    | Enforced / Appliquée / Irakurikizwa     |
        owner     | person  | Owner / Responsable / Ubishinzwe        |
        updatedOn | date    | Updated / Modifiée le / Byavuguruwe     | -180..-1
      `,
      }),
      entity(
        'logEntry',
        'Log entry / Entrée de journal / Inyandiko',
        'Logs / Journaux / Inyandiko',
        {
          words:
            'log, audit log, log inspection, query, query history, operation log, record, history, trace, test result, execution, journal',
          icon: 'scroll-text',
          feminine: true,
          fields: `
        message  | text*   | Message / Message / Ubutumwa            | Signed in from Kigali / Connexion depuis Kigali; Role changed to editor / Rôle changé en éditeur; Backup finished in 4 min / Sauvegarde terminée en 4 min; Password changed / Mot de passe changé; Export started / Export démarré; Rule updated / Règle modifiée; Service restarted / Service redémarré; Query took 2.1 s / Requête en 2,1 s
        level    | choice* | Level / Niveau / Urwego                 | info: Info / Info; warning: Warning / Avertissement; error: Error / Erreur
        actor    | person  | By / Par / Na                           |
        loggedOn | date*   | Date / Date / Itariki                   | -30..0
        source   | text    | Source / Source / Isoko                 | auth; storage; gateway; worker; console
      `,
        },
      ),
      entity('user', 'User / Utilisateur / Ukoresha', 'Users / Utilisateurs / Abakoresha', {
        words:
          'account, role, permission, administrator, admin, member, personal information, account information, user management, user information, role permission, system user, operator, utilisateur, profile, user account, user center, user data',
        icon: 'users',
        fields: `
        name       | person* | Name / Nom / Izina                    |
        email      | email*  | E-mail / E-mail / Imeyili             |
        role       | choice* | Role / Rôle / Uruhare                 | admin: Administrator / Administrateur; editor: Editor / Éditeur; viewer: Viewer / Lecteur
        status     | choice* | Status / Statut / Imiterere           | active: Active / Actif; invited: Invited / Invité; suspended: Suspended / Suspendu
        phone      | phone   | Phone / Téléphone / Telefone          |
        lastSeenOn | date    | Last seen / Vu le / Aheruka           | -40..0
      `,
      }),
      entity(
        'testRun',
        'Test run / Exécution de test / Isuzuma',
        'Test runs / Exécutions de tests / Amasuzuma',
        {
          words:
            'test, unit test, test case, test result, build, pipeline, code test, deployment, job run, task run, calculation, computing task, experiment, model, training job',
          icon: 'flask-conical',
          feminine: true,
          fields: `
        name     | text*   | Test / Test / Isuzuma                   | Order total with discount / Total avec remise; Rejects a wrong password / Refuse un mauvais mot de passe; Reads 10,000 rows / Lit 10 000 lignes; Keeps accents in names / Garde les accents; Rolls back on failure / Annule en cas d’échec; Sorts by date / Trie par date; Sends one e-mail only / Envoie un seul e-mail
        suite    | choice* | Suite / Suite / Itsinda                 | unit: Unit / Unitaire; integration: Integration / Intégration; load: Load / Charge
        status   | choice* | Result / Résultat / Igisubizo           | passed: Passed / Réussi; failed: Failed / Échoué; skipped: Skipped / Ignoré
        seconds  | number  | Duration / Durée / Igihe                | 1..240 s
        ranOn    | date*   | Run on / Exécuté le / Itariki           | -30..0
        author   | person  | By / Par / Na                           |
      `,
        },
      ),
    ],
  },
);
