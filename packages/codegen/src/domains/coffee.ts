import { domain, entity, site } from './dsl.ts';

export const coffee = domain('coffee', 'Coffee / Café / Ikawa', {
  words:
    'coffee, roastery, roaster, café, espresso, barista, coffee shop, coffee bean, torréfacteur, torréfaction, tea house, tea',
  leaning: { marketing: 2 },
  surface: 'public',
  brands:
    'Umuseke Coffee, Imirasire Roasters, Maraba & Sons, Red Bourbon, Agaciro Coffee, First Light Roasters',
  core: 'coffee, tasting',
  entities: [
    entity('coffee', 'Coffee / Café / Ikawa', 'Coffees / Cafés / Ikawa', {
      words: 'bean, coffee bean, roast, blend, tea',
      icon: 'coffee',
      view: 'cards',
      fields: `
        name     | text*    | Name / Nom / Izina            |
        roast    | choice*  | Roast / Torréfaction / Ikaranze | light: Light / Claire; medium: Medium / Moyenne; dark: Dark / Foncée
        process  | choice   | Process / Procédé / Uburyo    | washed: Washed / Lavé; natural: Natural / Nature; honey: Honey / Honey
        altitude | number   | Altitude / Altitude / Ubutumburuke | 1500..2200 m
        price    | money    | Price, 250 g / Prix, 250 g / Igiciro, 250 g | 8..19
        notes    | longText | In the cup / En tasse / Uburyohe |
      `,
      rows: `
        name                        | roast  | process | altitude | price | notes
        Maraba, washed / Maraba, lavé | light  | washed  | 1800     | 12    | Red apple, black tea, a long sweet finish. / Pomme rouge, thé noir, longue finale sucrée.
        Nyamasheke, natural / Nyamasheke, nature | medium | natural | 1900 | 14 | Ripe strawberry and cocoa nibs. / Fraise mûre et fèves de cacao.
        Gakenke, honey / Gakenke, honey | medium | honey   | 1950     | 15    | Caramel, orange peel, almond. / Caramel, écorce d’orange, amande.
        Karongi Lakeside / Karongi, rive du lac | light | washed | 1700 | 13 | Lime, honey, jasmine. / Citron vert, miel, jasmin.
        House espresso / Espresso maison | dark  | washed  | 1750     | 11    | Dark chocolate, toasted hazelnut, plenty of crema. / Chocolat noir, noisette grillée, belle crème.
        Morning blend / Mélange du matin | medium | washed | 1680    | 10    | Round and easy, good with milk. / Rond et facile, bon avec du lait.
        Huye Mountain / Mont Huye    | light  | washed  | 2050     | 16    | Blackcurrant and brown sugar. / Cassis et cassonade.
        Rutsiro, natural / Rutsiro, nature | medium | natural | 1850 | 15   | Dried mango, rum, vanilla. / Mangue séchée, rhum, vanille.
        Decaf from Musasa / Décaféiné de Musasa | medium | washed | 1900 | 13 | Milk chocolate, no regrets. / Chocolat au lait, sans regret.
        Nyaruguru reserve / Réserve de Nyaruguru | light | honey | 2100 | 19 | Peach, bergamot, silk. / Pêche, bergamote, soie.
        Cold brew bag / Sachet pour infusion à froid | dark | natural | 1750 | 12 | Deep, sweet, ready by morning. / Profond, doux, prêt au matin.
        Women of Kivu / Femmes du Kivu | medium | washed | 1780 | 14    | Plum, cinnamon, milk toffee. / Prune, cannelle, caramel au lait.
      `,
    }),
    entity(
      'tasting',
      'Tasting / Dégustation / Isogongera',
      'Tastings / Dégustations / Amasogongera',
      {
        words: 'cupping, workshop, class, brewing class, dégustation',
        icon: 'calendar-heart',
        feminine: true,
        fields: `
        title   | text*    | Title / Titre / Umutwe  | Saturday cupping / Dégustation du samedi; Pour-over for beginners / Filtre pour débutants; Espresso at home / Espresso à la maison; Latte art evening / Soirée latte art; Farm visit in Maraba / Visite de ferme à Maraba; Roast your own bag / Torréfiez votre sachet
        heldOn  | date*    | Date / Date / Itariki   | -20..60
        startsAt | time    | Time / Heure / Isaha    | 9..18
        host    | person   | Host / Hôte / Uyobora   |
        places  | number   | Places / Places / Imyanya | 6..14
        price   | money    | Price / Prix / Igiciro  | 8..35
      `,
      },
    ),
  ],
  site: site({
    headlines: `
      Coffee with the hills still in it / Un café qui garde le goût des collines / Ikawa ifite uburyohe bw’imisozi
      Roasted this week, a short walk away / Torréfié cette semaine, à deux pas d’ici / Ikaranze muri iki cyumweru, hafi yawe
    `,
    leads: `
      {name} roasts small lots from farms we visit ourselves, in the heart of {place}. Come in for a cup, or take a bag home. / {name} torréfie de petits lots venus de fermes que nous visitons nous-mêmes, au cœur de {place}. Venez boire une tasse ou emportez un sachet. / {name} ikaranga ikawa nkeya ivuye mu mirima dusura ubwacu, mu mutima wa {place}. Ngwino unywe igikombe, cyangwa ujyane agafuka.
    `,
    action: 'See our coffees / Voir nos cafés / Reba ikawa zacu',
    offerTitle: 'On the shelf this week / En rayon cette semaine / Izihari iki cyumweru',
    offerLead:
      'Single lots, roasted Monday and Thursday. / Lots uniques, torréfiés le lundi et le jeudi. / Zikarangwa ku wa mbere no ku wa kane.',
    offer: `
      sun      | Maraba, washed / Maraba, lavé / Maraba, yogejwe       | 12 | Red apple, black tea, a long sweet finish. / Pomme rouge, thé noir, longue finale sucrée. / Pome itukura, icyayi cy’umukara, uburyohe burambye.
      cherry   | Nyamasheke, natural / Nyamasheke, nature / Nyamasheke, kamere | 14 | Ripe strawberry and cocoa nibs. / Fraise mûre et fèves de cacao. / Inkeri zihiye na kakawo.
      mountain | Gakenke, honey / Gakenke, honey / Gakenke, ubuki      | 15 | Caramel, orange peel, almond. / Caramel, écorce d’orange, amande. / Karameli, igishishwa cy’icunga, amande.
      flame    | House espresso / Espresso maison / Espresso yacu      | 11 | Dark chocolate, toasted hazelnut. / Chocolat noir, noisette grillée. / Shokora y’umukara n’utubuto dukaranze.
      waves    | Karongi Lakeside / Karongi, rive du lac / Karongi, ku kiyaga | 13 | Lime, honey, jasmine. / Citron vert, miel, jasmin. / Indimu, ubuki, yasimine.
      moon     | Decaf from Musasa / Décaféiné de Musasa / Musasa idafite kafeyine | 13 | Milk chocolate, no regrets. / Chocolat au lait, sans regret. / Shokora y’amata, nta kwicuza.
    `,
    storyTitle:
      'Forty families, one drum roaster / Quarante familles, un torréfacteur / Imiryango mirongo ine, icyokezo kimwe',
    story: `
      We buy from forty families above 1,700 metres and pay them before the harvest, not after. Each bag carries the name of the washing station and the day it left. / Nous achetons à quarante familles au-dessus de 1 700 mètres et payons avant la récolte, pas après. Chaque sachet porte le nom de la station de lavage et le jour du départ. / Tugura ku miryango mirongo ine iri hejuru ya metero 1.700 kandi tukishyura mbere y’isarura. Buri gafuka kanditseho sitasiyo n’umunsi yahavuye.
      The roaster stands behind the bar, so the room smells of it. Ask for a spoon: tasting is free. / Le torréfacteur est derrière le comptoir, alors toute la salle embaume. Demandez une cuillère : goûter est gratuit. / Icyokezo kiri inyuma ya kontwari, impumuro ikuzura inzu. Saba akayiko: gusogongera ni ubuntu.
    `,
    figures: `
      40      | farming families / familles de producteurs / imiryango y’abahinzi
      2 / 2 / 2 | roasts a week / torréfactions par semaine / inshuro zo gukaranga mu cyumweru
      1,900 m / 1 900 m / 1.900 m | average altitude / altitude moyenne / ubutumburuke
    `,
    quotes: `
      Aline Uwase | comes by every morning / passe tous les matins / aza buri gitondo | The only place where they remember how I take it and which farm I liked. / Le seul endroit où l’on se souvient de ma tasse et de ma ferme préférée. / Niho honyine bibuka uko nyinywa n’umurima nakunze.
      Jean Bosco Habimana | café owner / patron de café / nyir’iduka ry’ikawa | My espresso has not tasted the same since we changed to their beans. It tastes better. / Mon espresso n’a plus le même goût depuis leurs grains. Il est meilleur. / Espresso yanjye yarushijeho kuryoha kuva twahindura.
      Grace Wanjiru | cupping regular / habituée des dégustations / ukunze gusogongera | Saturday cuppings taught me more than ten years of drinking coffee. / Les dégustations du samedi m’ont plus appris que dix ans de café. / Nigiyeyo byinshi kurusha imyaka icumi nywa ikawa.
    `,
    questions: `
      When do you roast? / Quand torréfiez-vous ? / Mukaranga ryari? | Mondays and Thursdays. Bags are on the shelf the next morning. / Le lundi et le jeudi. Les sachets sont en rayon le lendemain matin. / Ku wa mbere no ku wa kane; bukeye udufuka tuba duhari.
      Do you grind for me? / Pouvez-vous moudre ? / Mwansira? | Gladly: tell us how you brew and we set the grinder. / Volontiers : dites-nous votre méthode et nous réglons le moulin. / Yego: tubwire uko uyiteka tugahuza urusyo.
      Do you deliver? / Livrez-vous ? / Murageza ku bantu? | In the city the same day, elsewhere in two. / En ville le jour même, ailleurs en deux jours. / Mu mujyi uwo munsi, ahandi mu minsi ibiri.
      Can cafés order from you? / Vendez-vous aux cafés ? / Amaduka yarangura? | Yes, from five kilos, with training for your team. / Oui, à partir de cinq kilos, formation comprise. / Yego, uhereye ku biro bitanu, n’amahugurwa arimo.
    `,
    gallery: `
      Cherries at the washing station / Cerises à la station de lavage / Ikawa itukura kuri sitasiyo
      First crack / Premier craquement / Guturika kwa mbere
      Cupping on Saturday / Dégustation du samedi / Gusogongera ku wa gatandatu
      The bar before opening / Le comptoir avant l’ouverture / Kontwari mbere yo gufungura
      Drying tables in June / Tables de séchage en juin / Ameza yo kwanikaho
      Bags ready to leave / Sachets prêts à partir / Udufuka twiteguye kugenda
    `,
  }),
});
