import { domain, entity, site } from './dsl.ts';

export const restaurant = domain('restaurant', 'Restaurant / Restaurant / Resitora', {
  words:
    'restaurant, menu, dish, table reservation, dining, bistro, food delivery, catering, meal, kitchen, chef, ordering food, plat, réservation de table, bakery, boulangerie, takeaway, diet',
  leaning: { crud: 1, marketing: 1 },
  surface: 'public',
  brands:
    'Table Umuganura, Inkono, Repub Kitchen, Akabanga Bistro, Chez Mukamana, Saffron & Sorghum',
  core: 'dish, reservation',
  entities: [
    entity('dish', 'Dish / Plat / Ifunguro', 'Dishes / Plats / Amafunguro', {
      words: 'menu, menu item, meal, food, food item, dish, plat, carte, cuisine, set meal',
      icon: 'utensils',
      view: 'cards',
      fields: `
        name        | text*    | Dish / Plat / Ifunguro             |
        course      | choice*  | Course / Service / Icyiciro        | starter: Starters / Entrées / Ibibanza; main: Mains / Plats / Ibiryo nyamukuru; dessert: Desserts / Desserts / Ibisoza; drink: Drinks / Boissons / Ibinyobwa
        price       | money*   | Price / Prix / Igiciro             | 2..18
        description | longText | Description / Description / Ibisobanuro |
        vegetarian  | flag     | Vegetarian / Végétarien / Nta nyama |
        minutes     | number   | Ready in / Prêt en / Bitwara       | 5..35 min
      `,
      rows: `
        name | course | price | description | vegetarian | minutes
        Sambaza from Kivu / Sambaza du Kivu / Sambaza zo muri Kivu | starter | 5 | Small lake fish, fried crisp, with lime and pili pili. / Petits poissons du lac, frits, citron vert et pili pili. / Udufi two mu kiyaga dukaranze, indimu na pilipili. | no | 12
        Avocado and mango salad / Salade avocat mangue / Salade ya avoka n’umwembe | starter | 4 | Peanut dressing, coriander, a little chilli. / Sauce arachide, coriandre, un peu de piment. / Isosi y’ubunyobwa, koriyanderi, urusenda ruke. | yes | 8
        Sweet potato soup / Velouté de patate douce / Isupu y’ibijumba | starter | 4 | Ginger, coconut, toasted seeds. / Gingembre, coco, graines grillées. / Tangawizi, koko, imbuto zikaranze. | yes | 10
        Goat brochettes / Brochettes de chèvre / Burusheti z’ihene | main | 9 | Two skewers over charcoal with grilled plantain. / Deux brochettes au charbon, banane plantain grillée. / Burusheti ebyiri ku makara n’umuneke wotse. | no | 25
        Isombe with beans / Isombe aux haricots / Isombe n’ibishyimbo | main | 7 | Cassava leaves cooked slowly with peanut, red beans, rice. / Feuilles de manioc mijotées à l’arachide, haricots rouges, riz. / Isombe itetse buhoro n’ubunyobwa, ibishyimbo n’umuceri. | yes | 20
        Grilled tilapia / Tilapia grillé / Tilapiya yotse | main | 12 | Whole fish, tomato and onion salad, ugali. / Poisson entier, salade tomate oignon, ugali. / Ifi yose, salade y’inyanya n’igitunguru, ubugari. | no | 30
        Chicken agatogo / Agatogo au poulet / Agatogo k’inkoko | main | 10 | Plantain stew with tomato, celery and greens. / Ragoût de plantain, tomate, céleri et verdure. / Agatogo karimo inyanya, seleri n’imboga. | no | 25
        Mushroom pilau / Pilau aux champignons / Pilawo y’ibihumyo | main | 8 | Spiced rice, oyster mushrooms, yoghurt. / Riz épicé, pleurotes, yaourt. / Umuceri w’ibirungo, ibihumyo, yawurute. | yes | 20
        Tree tomato sorbet / Sorbet de tamarillo / Sorube y’ibinyomoro | dessert | 4 | Sharp, pink and very cold. / Vif, rose et très froid. / Igara, itukura kandi ikonje cyane. | yes | 5
        Honey cake / Gâteau au miel / Keke y’ubuki | dessert | 4 | Nyungwe forest honey, cream, sesame. / Miel de la forêt de Nyungwe, crème, sésame. / Ubuki bwo muri Nyungwe, kremu, sezame. | yes | 5
        Passion fruit juice / Jus de maracuja / Umutobe wa marakuja | drink | 3 | Pressed when you order. / Pressé à la commande. / Ukamurwa utumije. | yes | 5
        Spiced milk tea / Thé au lait épicé / Icyayi cy’amata | drink | 2 | Ginger, cardamom, Rwandan black tea. / Gingembre, cardamome, thé noir rwandais. / Tangawizi, karidamome, icyayi cyo mu Rwanda. | yes | 6
      `,
    }),
    entity(
      'reservation',
      'Reservation / Réservation / Ubwishingizi bw’ameza',
      'Reservations / Réservations / Ameza yafashwe',
      {
        words: 'table reservation, table booking, booking, réservation, table',
        icon: 'calendar-check',
        feminine: true,
        fields: `
        guest     | person*  | Name / Nom / Izina             |
        heldOn    | date*    | Date / Date / Itariki          | 0..21
        startsAt  | time*    | Time / Heure / Isaha           | 12..21
        guests    | number*  | Guests / Couverts / Abantu     | 1..10
        phone     | phone    | Phone / Téléphone / Telefone   |
        area      | choice   | Where / Où / Aho               | terrace: Terrace / Terrasse / Hanze; inside: Inside / Salle / Imbere; bar: At the bar / Au bar / Ku kabari
        status    | choice*  | Status / Statut / Imiterere    | pending: Pending / En attente / Bitegerejwe; confirmed: Confirmed / Confirmée / Byemejwe; seated: Seated / À table / Bicaye; cancelled: Cancelled / Annulée / Byahagaritswe
      `,
      },
    ),
    entity('foodOrder', 'Food order / Commande / Itegeko', 'Food orders / Commandes / Amategeko', {
      words: 'food delivery, delivery order, takeaway order, order, commande',
      icon: 'bike',
      feminine: true,
      fields: `
        number    | text*    | Order no. / N° de commande / Nimero | ORD-####
        guest     | person*  | Name / Nom / Izina             |
        orderedOn | date     | Date / Date / Itariki          | -30..0
        items     | number   | Dishes / Plats / Amafunguro    | 1..7
        total     | money    | Total / Total / Byose          | 6..70
        status    | choice*  | Status / Statut / Imiterere    | new: New / Nouvelle / Bishya; cooking: Cooking / En cuisine / Biratekwa; onTheWay: On the way / En route / Biri mu nzira; delivered: Delivered / Livrée / Byageze
      `,
    }),
  ],
  site: site({
    headlines: `
      Slow pots, open fire, long tables / Marmites lentes, feu ouvert, longues tables / Inkono zitinda, umuriro, ameza maremare
      Dinner the way home smells / Un dîner qui sent la maison / Ifunguro rihumura nk’iryo mu rugo
    `,
    leads: `
      {name} cooks what the market in {place} brings each morning: lake fish, garden greens, charcoal and patience. / {name} cuisine ce que le marché de {place} apporte chaque matin : poisson du lac, verdure du jardin, charbon et patience. / {name} iteka ibyo isoko rya {place} rizana buri gitondo: amafi yo mu kiyaga, imboga, amakara no kwihangana.
    `,
    action: 'Book a table / Réserver une table / Fata ameza',
    offerTitle: 'From the menu / À la carte / Ku rutonde',
    offerLead:
      'A short list that changes with the week. / Une carte courte qui change avec la semaine. / Urutonde rugufi ruhinduka buri cyumweru.',
    offer: `
      fish       | Sambaza from Kivu / Sambaza du Kivu / Sambaza zo muri Kivu     | 5  | Small lake fish, fried crisp, lime and pili pili. / Petits poissons du lac, frits, citron vert et pili pili. / Udufi two mu kiyaga, indimu na pilipili.
      flame      | Goat brochettes / Brochettes de chèvre / Burusheti z’ihene    | 9  | Over charcoal, with grilled plantain. / Au charbon, avec plantain grillé. / Ku makara, n’umuneke wotse.
      leaf       | Isombe with beans / Isombe aux haricots / Isombe n’ibishyimbo | 7  | Cassava leaves cooked slowly with peanut. / Feuilles de manioc mijotées à l’arachide. / Isombe itetse buhoro n’ubunyobwa.
      soup       | Chicken agatogo / Agatogo au poulet / Agatogo k’inkoko        | 10 | Plantain stew with tomato and greens. / Ragoût de plantain, tomate et verdure. / Agatogo karimo inyanya n’imboga.
      ice-cream-bowl | Tree tomato sorbet / Sorbet de tamarillo / Sorube y’ibinyomoro | 4 | Sharp, pink and very cold. / Vif, rose et très froid. / Igara, itukura kandi ikonje.
      cup-soda   | Passion fruit juice / Jus de maracuja / Umutobe wa marakuja   | 3  | Pressed when you order. / Pressé à la commande. / Ukamurwa utumije.
    `,
    storyTitle: 'A kitchen with its door open / Une cuisine porte ouverte / Igikoni gifunguye',
    story: `
      Mukamana cooked for neighbours for eleven years before there was a sign outside. The pots are still hers; only the number of chairs has grown. / Mukamana a cuisiné onze ans pour ses voisins avant qu’il y ait une enseigne. Les marmites sont toujours les siennes ; seul le nombre de chaises a grandi. / Mukamana yatekeye abaturanyi imyaka cumi n’umwe mbere y’uko haba icyapa. Inkono ni ize; intebe ni zo ziyongereye.
      We buy within forty kilometres, and the board at the door says from whom. / Nous achetons à moins de quarante kilomètres, et l’ardoise à l’entrée dit chez qui. / Tugura mu birometero mirongo ine, kandi ikibaho ku muryango kivuga uwo tugura na we.
    `,
    figures: `
      40 km | farthest farm / ferme la plus loin / umurima wa kure
      26    | seats outside / places en terrasse / imyanya yo hanze
      12 h / 12 h / amasaha 12 | in the pot, our isombe / de cuisson pour l’isombe / isombe imara ku ziko
    `,
    quotes: `
      Claudine Mutesi | regular since the first week / fidèle depuis la première semaine / umukiriya wa kera | I order the isombe, my daughter orders it too, and we never share. / Je prends l’isombe, ma fille aussi, et nous ne partageons jamais. / Ntumiza isombe, umukobwa wanjye na we, kandi ntitusangira.
      Thomas Njoroge | visiting from Nairobi / de passage, venu de Nairobi / umushyitsi w’i Nairobi | Fish this fresh needs nothing, and that is what they add. / Un poisson si frais n’a besoin de rien, et c’est ce qu’ils y ajoutent. / Ifi nk’iyi nta kindi ikeneye.
    `,
    questions: `
      Do I need to book? / Faut-il réserver ? / Ni ngombwa gufata ameza? | For Friday and Saturday evening, yes. Other days there is usually a chair. / Vendredi et samedi soir, oui. Les autres jours, il reste presque toujours une place. / Ku wa gatanu no ku wa gatandatu nimugoroba, yego.
      Do you cook without meat? / Cuisinez-vous sans viande ? / Muteka ibidafite inyama? | Half the menu, and marked on it. / La moitié de la carte, et c’est indiqué. / Kimwe cya kabiri cy’urutonde.
      Can we come with children? / Peut-on venir avec des enfants ? / Twazana abana? | Please do: there are small plates and a garden. / Bien sûr : il y a de petites assiettes et un jardin. / Yego rwose: hari amasahani mato n’ubusitani.
    `,
    gallery: `
      Charcoal at five in the evening / Le charbon à dix-sept heures / Amakara saa kumi n’imwe
      The long table / La grande table / Ameza maremare
      Market at dawn / Le marché à l’aube / Isoko mu gitondo
      Isombe, hour nine / L’isombe, neuvième heure / Isombe, isaha ya cyenda
      The garden wall / Le mur du jardin / Urukuta rw’ubusitani
      Last order / Dernière commande / Itegeko rya nyuma
    `,
  }),
});
