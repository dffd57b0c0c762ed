import { domain, entity } from './dsl.ts';

export const photos = domain('photos', 'Photos / Photos / Amafoto', {
  words:
    'photo, picture, image, gallery, photo album, album, photo collection, image processing, upload photo, photo management, camera, wallpaper, image background, image enlargement, drawing, painting, galerie, poster, graphic design, word cloud',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Amafoto, Contact Sheet, Lightbox Kigali, Frameful, Darkslide',
  core: 'photo, album',
  welcome: {
    headlines: `
      Light, kept / La lumière, gardée / Urumuri rwabitswe
      Every picture has a place / Chaque image a sa place / Buri foto ifite umwanya
    `,
    lead: 'Look through albums, find a picture by its title or tag, and add your own. / Parcourez les albums, retrouvez une image par titre ou étiquette, ajoutez les vôtres. / Reba amafoto, ushyiremo ayawe.',
  },
  entities: [
    entity('photo', 'Photo / Photo / Ifoto', 'Photos / Photos / Amafoto', {
      words:
        'picture, image, shot, artwork, photograph, personal photo, drawing, painting, graphic, poster, gif, image',
      icon: 'image',
      view: 'cards',
      feminine: true,
      fields: `
        title       | text*    | Title / Titre / Umutwe                |
        tag         | choice*  | Tag / Étiquette / Akarango            | people: People / Gens; city: City / Ville; nature: Nature / Nature; night: Night / Nuit
        album       | reference* | Album / Album / Alubumu             | album
        takenOn     | date     | Taken on / Prise le / Yafashwe ku     | -900..-2
        likes       | number   | Likes / J’aime / Abayikunze           | 0..240
        description | longText | Description / Description / Ibisobanuro |
      `,
      rows: `
        title | tag | description
        Wet asphalt / Asphalte mouillé | city | Ten minutes after the storm. / Dix minutes après l’orage.
        Barber’s mirror / Le miroir du coiffeur | people | Three faces, one customer. / Trois visages, un client.
        Eucalyptus light / Lumière d’eucalyptus | nature | Early enough to be alone. / Assez tôt pour être seul.
        Last tram stop / Dernier arrêt | night | Nobody got off. / Personne n’est descendu.
        The tailor’s hands / Les mains du tailleur | people | Forty years of the same needle. / Quarante ans de la même aiguille.
        Lake, almost asleep / Le lac, presque endormi | nature | One boat, no wind. / Une barque, pas de vent.
        Neon and steam / Néon et vapeur | night | Milk tea at midnight. / Thé au lait à minuit.
        Stairs in Kiyovu / Escaliers à Kiyovu | city | One hundred and twelve of them. / Cent douze marches.
        First school day / Premier jour d’école | people | The shoes are new. / Les chaussures sont neuves.
        Crater rim / Bord du cratère | nature | Fog came up from below. / Le brouillard montait d’en bas.
        Rooftop radio / Radio sur le toit | city | An antenna and its owner. / Une antenne et son propriétaire.
        Fireflies, long exposure / Lucioles, pose longue | night | Eight minutes, no tripod. / Huit minutes, sans trépied.
      `,
    }),
    entity('album', 'Album / Album / Alubumu', 'Albums / Albums / Alubumu', {
      words: 'photo album, gallery, collection, folder, series, galerie',
      icon: 'images',
      view: 'cards',
      fields: `
        name        | text*    | Name / Nom / Izina                    | City after rain / La ville après la pluie; Faces / Visages; Lake road / La route du lac; Night walks / Marches de nuit; Family / Famille; First roll / Première pellicule
        access      | choice*  | Visible to / Visible pour / Ubona     | everyone: Everyone / Tous; friends: Friends / Amis; me: Only me / Moi seul
        createdOn   | date     | Created / Créé le / Yakozwe ku        | -900..-5
        description | longText | About / À propos / Ibisobanuro        | One camera, one lens. / Un appareil, un objectif.; Pictures that did not fit elsewhere. / Les images sans autre place.
      `,
    }),
  ],
});
