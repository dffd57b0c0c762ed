import { domain, entity, site } from './dsl.ts';

export const realEstate = domain('realEstate', 'Property / Immobilier / Inzu n’ubutaka', {
  words:
    'real estate, property, rental, apartment, housing, tenant, landlord, lease, house, villa, office space, park management, tiny house, immobilier, appartement, location, loyer, property management, community property',
  leaning: { crud: 2, marketing: 1 },
  surface: 'public',
  brands: 'Inzu, Hillside Homes, Keyhouse, Umudugudu, Rebero Realty',
  core: 'property, viewing, agent',
  entities: [
    entity('property', 'Property / Bien / Inzu', 'Properties / Biens / Inzu', {
      words:
        'house, home, apartment, listing, villa, flat, unit, land, building, bien, logement, maison',
      icon: 'house',
      view: 'cards',
      fields: `
        title       | text*    | Title / Titre / Umutwe              |
        kind        | choice*  | Kind / Type / Ubwoko                | house: House / Maison; apartment: Apartment / Appartement; office: Office / Bureau; land: Land / Terrain
        area        | text     | Area / Quartier / Agace             | Kimihurura; Nyarutarama; Kiyovu; Kicukiro; Gacuriro; Remera
        price       | money*   | Price / Prix / Igiciro              | 300..4200
        bedrooms    | number   | Bedrooms / Chambres / Ibyumba       | 1..5
        surface     | number   | Surface / Surface / Ubuso           | 38..420 m²
        status      | choice*  | Status / Statut / Imiterere         | available: Available / Disponible; reserved: Reserved / Réservé; let: Let / Loué
        description | longText | Description / Description / Ibisobanuro |
      `,
      rows: `
        title | kind | area | bedrooms | description
        House with a walled garden / Maison avec jardin clos | house | Kimihurura | 4 | Old avocado tree, two terraces, quiet street. / Vieil avocatier, deux terrasses, rue calme.
        Two rooms above the valley / Deux pièces au-dessus de la vallée | apartment | Kiyovu | 2 | Morning sun and a view to the far hills. / Soleil du matin et vue sur les collines.
        Corner office, third floor / Bureau d’angle, troisième étage | office | Remera | 1 | Fibre, parking for four, generator. / Fibre, quatre places, groupe électrogène.
        Family home near the school / Maison familiale près de l’école | house | Gacuriro | 3 | Ten minutes on foot to three schools. / Trois écoles à dix minutes à pied.
        Studio with a roof terrace / Studio avec toit-terrasse | apartment | Kicukiro | 1 | Small kitchen, large sky. / Petite cuisine, grand ciel.
        Plot with road access / Terrain viabilisé | land | Kicukiro | 1 | Flat, fenced, water at the gate. / Plat, clôturé, eau à l’entrée.
        Villa with staff house / Villa avec dépendance | house | Nyarutarama | 5 | Pool, solar heating, room for two families. / Piscine, chauffage solaire, place pour deux familles.
        Ground floor with a yard / Rez-de-chaussée avec cour | apartment | Remera | 2 | No stairs, shaded yard, pets welcome. / Sans escalier, cour ombragée, animaux bienvenus.
        Loft in the old print works / Loft dans l’ancienne imprimerie | apartment | Kiyovu | 2 | Four-metre ceilings and the original doors. / Quatre mètres sous plafond et portes d’origine.
        Shop front on the square / Local commercial sur la place | office | Kimihurura | 1 | Wide window, storage below. / Grande vitrine, réserve au sous-sol.
        Terraced house, new build / Maison mitoyenne neuve | house | Gacuriro | 3 | First tenants, two-year guarantee. / Premier locataire, garantie de deux ans.
        Quiet rooms by the park / Chambres calmes près du parc | apartment | Nyarutarama | 3 | Trees on three sides. / Des arbres sur trois côtés.
      `,
    }),
    entity('viewing', 'Viewing / Visite / Gusura', 'Viewings / Visites / Gusura', {
      words: 'visit, tour, appointment, inspection, visite',
      icon: 'calendar-check',
      feminine: true,
      fields: `
        visitor  | person*    | Visitor / Visiteur / Usura         |
        property | reference* | Property / Bien / Inzu             | property
        heldOn   | date*      | Date / Date / Itariki              | -10..20
        startsAt | time*      | Time / Heure / Isaha               | 8..17
        phone    | phone      | Phone / Téléphone / Telefone       |
        status   | choice*    | Status / Statut / Imiterere        | booked: Booked / Réservée; completed: Done / Faite; cancelled: Cancelled / Annulée
      `,
    }),
    entity('agent', 'Agent / Agent / Umukozi', 'Agents / Agents / Abakozi', {
      words: 'realtor, broker, estate agent, property manager, landlord',
      icon: 'user-round-check',
      fields: `
        name   | person* | Name / Nom / Izina                      |
        area   | text    | Area / Secteur / Agace                  | Kimihurura; Nyarutarama; Kiyovu; Kicukiro; Gacuriro
        phone  | phone   | Phone / Téléphone / Telefone            |
        email  | email   | E-mail / E-mail / Imeyili               |
        rating | rating  | Rating / Note / Amanota                 | 3..5
      `,
    }),
    entity('tenant', 'Tenant / Locataire / Ukodesha', 'Tenants / Locataires / Abakodesha', {
      words: 'resident, renter, lease, occupant, locataire, owner',
      icon: 'users',
      fields: `
        name     | person*    | Name / Nom / Izina                 |
        property | reference* | Property / Bien / Inzu             | property
        rent     | money*     | Rent / Loyer / Ubukode             | 280..2400
        startsOn | date*      | Lease from / Bail depuis / Kuva    | -900..-20
        endsOn   | date       | Lease to / Bail jusqu’au / Kugeza  | 20..700
        status   | choice*    | Rent / Loyer / Ubwishyu            | paid: Paid / Payé; pending: Due / Dû; overdue: Overdue / En retard
      `,
    }),
  ],
  site: site({
    headlines: `
      Homes with a view of tomorrow / Des maisons avec vue sur demain / Inzu ireba ejo
      Find the door you want to open / Trouvez la porte que vous voulez ouvrir / Shaka umuryango wifuza gufungura
    `,
    leads: `
      {name} lets and sells homes around {place}. Every address has been walked by one of us, at night as well. / {name} loue et vend des logements autour de {place}. Chaque adresse a été parcourue par l’un de nous, de nuit aussi. / {name} ikodesha kandi igurisha inzu i {place}.
    `,
    action: 'See homes / Voir les biens / Reba inzu',
    offerTitle: 'New this week / Nouveau cette semaine / Bishya',
    offerLead:
      'Three visits a day, never more. / Trois visites par jour, jamais plus. / Gusura gatatu ku munsi.',
    offer: `
      trees       | House with a walled garden / Maison avec jardin clos / Inzu n’ubusitani | 2400 | Old avocado tree, two terraces, quiet street. / Vieil avocatier, deux terrasses, rue calme. / Igiti cya avoka.
      mountain    | Two rooms above the valley / Deux pièces au-dessus de la vallée / Ibyumba bibiri | 780 | Morning sun and a view to the far hills. / Soleil du matin et vue sur les collines. / Izuba rya mu gitondo.
      building-2  | Corner office / Bureau d’angle / Ibiro | 1200 | Fibre, parking for four, generator. / Fibre, quatre places, groupe électrogène. / Interineti, parikingi.
      school      | Family home / Maison familiale / Inzu y’umuryango | 1500 | Three schools within ten minutes on foot. / Trois écoles à dix minutes à pied. / Amashuri atatu hafi.
    `,
    storyTitle:
      'We hold the keys, and the records / Nous gardons les clés, et les dossiers / Tubika imfunguzo',
    story: `
      Before we list a home we test the taps, the sockets and the neighbours’ dog. / Avant de proposer un bien, nous testons les robinets, les prises et le chien des voisins. / Mbere yo kwamamaza inzu, turayisuzuma.
      Our fee is one number, and it is on every page. / Nos honoraires tiennent en un chiffre, affiché partout. / Ikiguzi cyacu ni umubare umwe.
    `,
    figures: `
      312 | homes let / logements loués / inzu zakodeshejwe
      9 days / 9 jours / iminsi 9 | from visit to keys / de la visite aux clés / kugeza ku mfunguzo
      5 %  | our fee / nos honoraires / ikiguzi cyacu
    `,
    quotes: `
      Yvette Mukamusoni | tenant in Kiyovu / locataire à Kiyovu / ukodesha i Kiyovu | They told me about the noise before I asked. / Ils m’ont parlé du bruit avant que je demande. / Bambwiye iby’urusaku ntabajije.
      Daniel Okello | owner of two flats / propriétaire de deux appartements / nyir’inzu ebyiri | Rent on the third, every month, for four years. / Le loyer le trois, chaque mois, depuis quatre ans. / Ubukode ku itariki ya gatatu.
    `,
    questions: `
      What do I need to rent? / Que faut-il pour louer ? / Ni iki gisabwa? | An ID, proof of income and one month’s deposit. / Une pièce d’identité, un justificatif de revenus et un mois de caution. / Indangamuntu n’ingwate.
      Do you manage for owners? / Gérez-vous pour les propriétaires ? / Mucunga inzu? | Yes, from a single flat. / Oui, dès un seul appartement. / Yego.
      Can I visit on Saturday? / Peut-on visiter le samedi ? / Nasura ku wa gatandatu? | Until two in the afternoon. / Jusqu’à quatorze heures. / Kugeza saa munani.
    `,
    gallery: `
      Walled garden / Jardin clos / Ubusitani
      Valley window / La fenêtre sur la vallée / Idirishya
      Kitchen at noon / La cuisine à midi / Igikoni
      Roof terrace / Toit-terrasse / Hejuru y’inzu
      Front door, blue / Porte d’entrée, bleue / Umuryango
      Stairs in the old print works / L’escalier de l’ancienne imprimerie / Ingazi
    `,
  }),
});
