import { domain, entity } from './dsl.ts';

export const logistics = domain(
  'logistics',
  'Transport and delivery / Transport et livraison / Ubwikorezi',
  {
    words:
      'logistics, delivery, shipment, fleet, vehicle, driver, express delivery, courier, ride-hailing, ride, taxi, trip, cargo, freight, parking, transport, traffic, vehicle registration, car repair, livraison, flotte, uber, auto, car, wash',
    leaning: { dashboard: 2, crud: 1 },
    surface: 'office',
    brands: 'Inzira, Umoja Fleet, Roadbook, Wayline, Tugende',
    core: 'vehicle, trip, driver',
    entities: [
      entity(
        'vehicle',
        'Vehicle / Véhicule / Ikinyabiziga',
        'Vehicles / Véhicules / Ibinyabiziga',
        {
          words: 'car, truck, van, fleet, bus, logistics vehicle, vehicle information, véhicule',
          icon: 'truck',
          fields: `
        plate     | text*    | Plate / Immatriculation / Purake | RAE-###
        model     | text*    | Model / Modèle / Ubwoko          | Toyota Hiace; Isuzu NPR; Mitsubishi Canter; Bajaj Boxer; Hyundai H-1; Mercedes Actros; Suzuki Carry
        kind      | choice*  | Kind / Type / Ubwoko             | van: Van / Fourgon; truck: Truck / Camion; motorbike: Motorbike / Moto
        status    | choice*  | Status / Statut / Imiterere      | available: Available / Disponible; onTheRoad: On the road / En route; maintenance: In repair / En réparation
        mileage   | number   | Mileage / Kilométrage / Ibirometero | 12000..240000 km
        serviceOn | date     | Next service / Prochaine révision / Isuzuma | -10..120
        base      | text     | Base / Base / Aho ibarizwa       | Kigali; Huye; Musanze; Rubavu; Rusizi
      `,
        },
      ),
      entity('driver', 'Driver / Chauffeur / Umushoferi', 'Drivers / Chauffeurs / Abashoferi', {
        words: 'rider, courier, chauffeur, pilot',
        icon: 'id-card',
        fields: `
        name     | person*  | Name / Nom / Izina               |
        phone    | phone    | Phone / Téléphone / Telefone     |
        licence  | text     | Licence / Permis / Uruhushya     | LIC-####
        rating   | rating   | Rating / Note / Amanota          | 3..5
        status   | choice*  | Status / Statut / Imiterere      | available: Available / Disponible; driving: Driving / En route; offDuty: Off duty / En repos
        joinedOn | date     | Since / Depuis / Kuva            | -1500..-30
      `,
      }),
      entity('trip', 'Trip / Trajet / Urugendo', 'Trips / Trajets / Ingendo', {
        words:
          'ride, route, ride history, trip request, journey, traffic operation, trajet, course',
        icon: 'route',
        fields: `
        number    | text*      | Trip no. / N° / Nimero           | TR-####
        origin    | text*      | From / De / Kuva                 | Kigali; Huye; Musanze; Rubavu; Nyagatare; Rusizi
        destination | text*    | To / À / Kugera                  | Muhanga; Karongi; Kayonza; Kirehe; Gicumbi; Kigali airport / Aéroport de Kigali
        driver    | reference* | Driver / Chauffeur / Umushoferi  | driver
        vehicle   | reference* | Vehicle / Véhicule / Ikinyabiziga | vehicle
        leavesOn  | date*      | Date / Date / Itariki            | -60..14
        distance  | number     | Distance / Distance / Intera     | 8..260 km
        fare      | money      | Fare / Tarif / Igiciro           | 6..240
        status    | choice*    | Status / Statut / Imiterere      | planned: Planned / Prévu; onTheRoad: On the road / En route; completed: Completed / Terminé; cancelled: Cancelled / Annulé
      `,
      }),
      entity('shipment', 'Shipment / Envoi / Ibyoherejwe', 'Shipments / Envois / Ibyoherejwe', {
        words:
          'parcel, package, consignment, express delivery, delivery, cargo, colis, envoi, livraison',
        icon: 'package-open',
        fields: `
        tracking  | text*    | Tracking no. / N° de suivi / Nimero | SHP-#####
        recipient | person*  | Recipient / Destinataire / Uwakira |
        city      | text     | City / Ville / Umujyi            | Kigali; Huye; Musanze; Rubavu; Goma; Bujumbura; Kampala
        weight    | number   | Weight / Poids / Ibiro           | 1..80 kg
        sentOn    | date*    | Sent on / Envoyé le / Yoherejwe ku | -45..-1
        status    | choice*  | Status / Statut / Imiterere      | pending: Waiting / En attente; inTransit: In transit / En transit; delivered: Delivered / Livré; returned: Returned / Retourné
      `,
      }),
      entity('repair', 'Repair / Réparation / Isanwa', 'Repairs / Réparations / Amasanwa', {
        words:
          'car repair, maintenance, service record, vehicle audit, inspection, repair service, réparation, entretien',
        icon: 'wrench',
        feminine: true,
        fields: `
        title     | text*    | Work / Travail / Akazi           | Brake pads, front / Plaquettes avant; Oil and filter / Vidange et filtre; Tyre change / Changement de pneus; Clutch / Embrayage; Air conditioning / Climatisation; Yearly inspection / Contrôle annuel; Battery / Batterie
        vehicle   | reference* | Vehicle / Véhicule / Ikinyabiziga | vehicle
        garage    | text     | Garage / Garage / Igaraje        | Nyabugogo Motors; Remera Auto; Huye Garage
        doneOn    | date     | Date / Date / Itariki            | -120..10
        cost      | money    | Cost / Coût / Ikiguzi            | 20..900
        status    | choice*  | Status / Statut / Imiterere      | requested: Requested / Demandée; running: In progress / En cours; completed: Completed / Terminée
      `,
      }),
      entity(
        'parkingSpace',
        'Parking space / Place de parking / Aho guparika',
        'Parking / Stationnement / Aho guparika',
        {
          words: 'parking, parking lot, roadside parking, parking record, stationnement',
          icon: 'square-parking',
          feminine: true,
          fields: `
        code    | text*    | Space / Place / Umwanya            | P-###
        street  | text*    | Street / Rue / Umuhanda            | KN 4 Ave; KG 11 Ave; KN 78 St; Boulevard de l’Umuganda; KK 15 Rd
        rate    | money    | Per hour / Par heure / Ku isaha    | 1..4
        plate   | text     | Plate / Immatriculation / Purake   | RAD-###
        status  | choice*  | Status / Statut / Imiterere        | free: Free / Libre; taken: Taken / Occupée; reserved: Reserved / Réservée
      `,
        },
      ),
    ],
  },
);
