import { domain, entity } from './dsl.ts';

export const recipes = domain('recipes', 'Recipes / Recettes / Guteka', {
  words:
    'recipe, cooking, cookbook, ingredient, meal plan, baking, recette, cuisine maison, diet plan, food blog',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Inkono, Spoon & Sorghum, Good Pot, Ikiyiko, Simmer',
  core: 'recipe, collection',
  welcome: {
    headlines: `
      What shall we cook tonight? / Que cuisine-t-on ce soir ? / Turateka iki nimugoroba?
      Good food, plainly told / Bien manger, simplement dit / Ibiryo byiza, mu magambo make
    `,
    lead: 'Recipes that have been cooked more than once, with honest times and few ingredients. / Des recettes déjà cuisinées plus d’une fois, avec de vrais temps et peu d’ingrédients. / Amafunguro yatetswe kenshi.',
  },
  entities: [
    entity('recipe', 'Recipe / Recette / Ifunguro', 'Recipes / Recettes / Amafunguro', {
      words: 'dish, meal, cooking recipe, recette, plat',
      icon: 'cooking-pot',
      view: 'cards',
      feminine: true,
      fields: `
        title       | text*    | Title / Titre / Umutwe               |
        category    | choice*  | Category / Catégorie / Icyiciro      | breakfast: Breakfast / Petit-déjeuner; main: Mains / Plats; side: Sides / Accompagnements; dessert: Desserts / Desserts; drink: Drinks / Boissons
        minutes     | number*  | Time / Temps / Igihe                 | 10..120 min
        serves      | number   | Serves / Portions / Abantu           | 2..8
        level       | choice   | Level / Niveau / Urwego              | easy: Easy / Facile; medium: Medium / Moyen; patient: Takes patience / Demande de la patience
        rating      | rating   | Rating / Note / Amanota              | 3..5
        ingredients | longText | Ingredients / Ingrédients / Ibikenewe |
        method      | longText | Method / Préparation / Uko biteguwe  |
      `,
      rows: `
        title | category | minutes | serves | level | ingredients | method
        Isombe / Isombe | main | 90 | 4 | patient | Cassava leaves, peanut paste, onion, palm oil, salt / Feuilles de manioc, pâte d’arachide, oignon, huile de palme, sel | Boil the pounded leaves for an hour, stir in the peanut paste, simmer until thick. / Cuire les feuilles pilées une heure, ajouter l’arachide, mijoter jusqu’à épaississement.
        Chapati / Chapati | side | 40 | 6 | medium | Flour, warm water, oil, salt / Farine, eau tiède, huile, sel | Knead, rest, coil with oil, roll thin, fry on a dry pan. / Pétrir, reposer, rouler avec de l’huile, étaler, cuire à sec.
        Ginger milk tea / Thé au lait et gingembre | drink | 12 | 2 | easy | Black tea, milk, fresh ginger, sugar / Thé noir, lait, gingembre frais, sucre | Simmer ginger in milk, add tea, strain, drink hot. / Infuser le gingembre dans le lait, ajouter le thé, filtrer, boire chaud.
        Agatogo / Agatogo | main | 60 | 4 | medium | Green plantain, tomato, celery, beef, greens / Plantain vert, tomate, céleri, bœuf, verdure | Brown the beef, add tomato and plantain, cover and stew. / Dorer le bœuf, ajouter tomate et plantain, couvrir et mijoter.
        Bean stew / Ragoût de haricots | main | 75 | 6 | easy | Red beans, carrots, onion, tomato / Haricots rouges, carottes, oignon, tomate | Soak overnight, boil soft, fold into the onion and tomato. / Tremper une nuit, cuire tendre, mêler à l’oignon et la tomate.
        Mandazi / Mandazi | breakfast | 50 | 8 | medium | Flour, coconut milk, yeast, cardamom / Farine, lait de coco, levure, cardamome | Let the dough double, cut squares, fry until golden. / Laisser doubler la pâte, couper en carrés, frire.
        Avocado salad / Salade d’avocat | side | 15 | 3 | easy | Avocado, lime, red onion, coriander / Avocat, citron vert, oignon rouge, coriandre | Slice, dress, eat at once. / Trancher, assaisonner, manger aussitôt.
        Sweet potato mash / Purée de patate douce | side | 30 | 4 | easy | Sweet potatoes, butter, nutmeg / Patates douces, beurre, muscade | Boil in the skin, peel, mash with butter. / Cuire en robe, peler, écraser au beurre.
        Grilled tilapia / Tilapia grillé | main | 35 | 2 | medium | Tilapia, lime, garlic, chilli / Tilapia, citron vert, ail, piment | Score the fish, rub, grill six minutes a side. / Inciser, frotter, griller six minutes par face.
        Mango sorbet / Sorbet à la mangue | dessert | 20 | 4 | easy | Ripe mango, lime, sugar / Mangue mûre, citron vert, sucre | Blend, freeze, stir twice. / Mixer, congeler, remuer deux fois.
        Honey cake / Gâteau au miel | dessert | 70 | 8 | medium | Honey, flour, eggs, yoghurt / Miel, farine, œufs, yaourt | Whisk eggs with honey, fold in the rest, bake forty minutes. / Battre œufs et miel, incorporer le reste, cuire quarante minutes.
        Millet porridge / Bouillie de millet | breakfast | 25 | 4 | easy | Millet flour, milk, cinnamon, banana / Farine de millet, lait, cannelle, banane | Whisk into cold milk, warm slowly, top with banana. / Délayer à froid, chauffer doucement, ajouter la banane.
        Passion fruit juice / Jus de maracuja | drink | 10 | 4 | easy | Passion fruit, water, honey / Maracuja, eau, miel | Press, strain, sweeten, chill. / Presser, filtrer, sucrer, rafraîchir.
        Peanut chicken / Poulet à l’arachide | main | 55 | 4 | medium | Chicken, peanut paste, tomato, chilli / Poulet, pâte d’arachide, tomate, piment | Brown, add tomato and peanut, simmer until it coats a spoon. / Dorer, ajouter tomate et arachide, mijoter jusqu’à napper.
      `,
    }),
    entity('collection', 'Collection / Recueil / Igitabo', 'Collections / Recueils / Ibitabo', {
      words: 'cookbook, meal plan, shopping list, recueil',
      icon: 'book-marked',
      view: 'cards',
      fields: `
        name        | text*    | Name / Nom / Izina                  | Weeknights / Soirs de semaine; For guests / Pour les invités; Without meat / Sans viande; Breakfasts / Petits-déjeuners; From my grandmother / De ma grand-mère; Rainy Sundays / Dimanches de pluie
        occasion    | choice   | Occasion / Occasion / Igihe         | everyday: Every day / Tous les jours; weekend: Weekend / Week-end; feast: Feast / Fête
        description | longText | About / À propos / Ibisobanuro      | Quick, cheap and good the next day. / Rapide, bon marché et bon le lendemain.; Dishes that can wait for late guests. / Des plats qui attendent les retardataires.
        createdOn   | date     | Created / Créé le / Yakozwe ku      | -400..-3
      `,
    }),
  ],
});
