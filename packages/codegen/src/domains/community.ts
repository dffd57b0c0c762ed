import { domain, entity } from './dsl.ts';

export const community = domain(
  'community',
  'City and public service / Ville et service public / Serivisi rusange',
  {
    words:
      'government, public service, city, citizen, resident, neighbourhood, community management, smart community, property service, environmental, administrative, garbage, permit, municipality, health city, village, geographic information, gis, map, mairie, citoyen, service public, election, party, rural, agriculture, farm, lifecycle, environmental impact, campus service',
    leaning: { crud: 2, dashboard: 1 },
    surface: 'public',
    brands: 'Umudugudu, Townhall, Civic Desk, Our Quarter, Irembo Square',
    core: 'serviceRequest, announcement, activity',
    welcome: {
      headlines: `
      What happens in our streets / Ce qui se passe dans nos rues / Ibibera mu mihanda yacu
      A neighbourhood that answers / Un quartier qui répond / Umudugudu usubiza
    `,
      lead: 'Read what is new, see what is on, and tell the town hall what needs mending. / Lisez les nouvelles, voyez le programme, et signalez à la mairie ce qu’il faut réparer. / Soma amakuru, urebe gahunda, uvuge ibikeneye gusanwa.',
    },
    entities: [
      entity('serviceRequest', 'Request / Demande / Ubusabe', 'Requests / Demandes / Ubusabe', {
        words:
          'complaint, report, repair, repair request, permit, application, petition, issue, rectification, repair service, garbage, garbage classification, query, resident request, demande, signalement, inspection',
        icon: 'clipboard-pen',
        feminine: true,
        fields: `
        subject  | text*    | Subject / Objet / Ingingo               | Street light out / Lampadaire éteint; Blocked drain / Caniveau bouché; Noise at night / Bruit la nuit; Broken bench / Banc cassé; Missing sign / Panneau manquant; Water leak / Fuite d’eau; Permit for a stall / Autorisation d’étal; Pothole / Nid-de-poule
        kind     | choice*  | Kind / Type / Ubwoko                    | repair: Repair / Réparation; permit: Permit / Autorisation; question: Question / Question
        person   | person*  | Reported by / Signalé par / Uwabivuze   |
        street   | text     | Street / Rue / Umuhanda                 | KN 4 Ave; KG 11 Ave; KK 15 Rd; Market Street / Rue du Marché; School Lane / Allée de l’École
        sentOn   | date*    | Date / Date / Itariki                   | -40..0
        status   | choice*  | Status / Statut / Imiterere             | open: Received / Reçue; running: In work / En cours; resolved: Done / Terminée
        details  | longText | Details / Détails / Ibisobanuro         | Since Sunday, in front of number 12. / Depuis dimanche, devant le numéro 12.; Dangerous for children. / Dangereux pour les enfants.
      `,
      }),
      entity(
        'announcement',
        'Announcement / Annonce / Itangazo',
        'Announcements / Annonces / Amatangazo',
        {
          words:
            'notice, information announcement, news, bulletin, community information, policy, information, annonce, notification',
          icon: 'megaphone',
          view: 'cards',
          feminine: true,
          fields: `
        title    | text*    | Title / Titre / Umutwe                  | Water off on Wednesday / Coupure d’eau mercredi; Council meets on Thursday / Conseil jeudi; New waste days / Nouveaux jours de collecte; Vaccination morning / Matinée de vaccination; Road closed for the race / Route fermée pour la course; Library open late / Bibliothèque ouverte tard
        topic    | choice*  | Topic / Sujet / Ingingo                 | works: Works / Travaux; health: Health / Santé; culture: Culture / Culture; council: Council / Conseil
        postedOn | date*    | Date / Date / Itariki                   | -30..0
        body     | longText | Text / Texte / Inyandiko                | Please tell your neighbours. / Prévenez vos voisins.; From eight to noon, in the hall. / De huit heures à midi, dans la salle.
      `,
        },
      ),
      entity('activity', 'Activity / Activité / Igikorwa', 'Activities / Activités / Ibikorwa', {
        words:
          'cultural activity, event, volunteer activity, course, meetup, marketing activity, enterprise service, resource, cultural event, activité',
        icon: 'calendar-heart',
        view: 'cards',
        feminine: true,
        fields: `
        title    | text*    | Activity / Activité / Igikorwa          | Open-air reading / Lecture en plein air; Chess in the park / Échecs au parc; First aid course / Cours de secourisme; Repair café / Café réparation; Choir rehearsal / Répétition de chorale; Garden morning / Matinée jardin
        heldOn   | date*    | Date / Date / Itariki                   | 1..40
        startsAt | time     | Time / Heure / Isaha                    | 8..19
        place    | text     | Place / Lieu / Ahantu                   | Town hall / Mairie; Park / Parc; Library / Bibliothèque; School yard / Cour de l’école
        places   | number   | Places / Places / Imyanya               | 8..60
      `,
      }),
      entity('resident', 'Resident / Habitant / Umuturage', 'Residents / Habitants / Abaturage', {
        words:
          'citizen, user, household, owner, villager, farmer, habitant, tenant, resident information',
        icon: 'users',
        fields: `
        name    | person* | Name / Nom / Izina                        |
        street  | text    | Street / Rue / Umuhanda                   | KN 4 Ave; KG 11 Ave; KK 15 Rd; Market Street / Rue du Marché; School Lane / Allée de l’École
        phone   | phone   | Phone / Téléphone / Telefone              |
        people  | number  | Household / Foyer / Abagize urugo         | 1..8
        since   | date    | Since / Depuis / Kuva                     | -5000..-30
      `,
      }),
      entity('mapFeature', 'Place / Lieu / Ahantu', 'Places / Lieux / Ahantu', {
        words:
          'map, location, point of interest, geographic, site, layer, facility, area, carte, station, map data',
        icon: 'map-pin',
        fields: `
        name      | text*   | Place / Lieu / Ahantu                   | Town hall / Mairie; Health post / Poste de santé; Market / Marché; Bus station / Gare routière; Water point / Point d’eau; School / École; Park / Parc; Recycling yard / Déchetterie
        kind      | choice* | Kind / Type / Ubwoko                    | service: Service / Service; health: Health / Santé; transport: Transport / Transport; nature: Nature / Nature
        area      | text    | Quarter / Quartier / Agace              | Kimihurura; Remera; Kacyiru; Gikondo; Nyamirambo
        visits    | number  | Visits / Visites / Abasuye              | 20..4200
        checkedOn | date    | Checked on / Vérifié le / Byagenzuwe    | -90..0
      `,
      }),
    ],
  },
);
