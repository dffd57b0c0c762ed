import { domain, entity } from './dsl.ts';

export const media = domain('media', 'Video and music / Vidéo et musique / Videwo n’umuziki', {
  words:
    'video, music, streaming, song, playlist, album, movie, film, podcast, live broadcast, live streaming, music player, audio, anchor, channel, short video, radio, musique, vidéo, animation, karaoke, watch, tv, series, anime',
  leaning: { crud: 3 },
  surface: 'public',
  brands: 'Umuziki, Nightreel, Lanterna, Playhill, Ijwi',
  core: 'video, playlist',
  welcome: {
    headlines: `
      Press play on something good / Lancez quelque chose de bon / Reba ikintu cyiza
      Stories from around the lake / Histoires d’autour du lac / Inkuru zo ku kiyaga
    `,
    lead: 'Films, series and music chosen by people, not by numbers. / Films, séries et musique choisis par des gens, pas par des chiffres. / Filime n’umuziki byatoranyijwe n’abantu.',
  },
  entities: [
    entity('video', 'Video / Vidéo / Videwo', 'Videos / Vidéos / Videwo', {
      words:
        'film, movie, short video, clip, episode, series, live broadcast, live stream, stream, animated video, show, tv show, channel, content, vidéo',
      icon: 'clapperboard',
      view: 'cards',
      feminine: true,
      fields: `
        title    | text*    | Title / Titre / Umutwe                  |
        genre    | choice*  | Genre / Genre / Ubwoko                  | drama: Drama / Drame; documentary: Documentary / Documentaire; comedy: Comedy / Comédie; kids: For children / Jeunesse
        minutes  | number   | Length / Durée / Igihe                  | 6..128 min
        year     | number   | Year / Année / Umwaka                   | 2012..2026
        rating   | rating   | Rating / Note / Amanota                 | 3..5
        views    | number   | Views / Vues / Byarebwe                 | 800..420000
        summary  | longText | Summary / Résumé / Incamake             |
      `,
      rows: `
        title | genre | summary
        The ferryman’s daughter / La fille du passeur | drama | She takes the oars for one night and does not give them back. / Elle prend les rames une nuit et ne les rend pas.
        Concrete and mango / Béton et mangue | documentary | A year on one building site, told by its cooks. / Un an sur un chantier, raconté par ses cuisinières.
        Wrong bus / Le mauvais bus | comedy | Two strangers, one suitcase, eleven stops. / Deux inconnus, une valise, onze arrêts.
        Moon goat / La chèvre de lune | kids | A goat climbs higher than planned. / Une chèvre monte plus haut que prévu.
        Salt road / La route du sel | documentary | Forty camels and a radio. / Quarante chameaux et une radio.
        Tall grass / Hautes herbes | drama | A brother returns with another name. / Un frère revient sous un autre nom.
        The substitute / Le remplaçant | comedy | He has never taught, and it shows by noon. / Il n’a jamais enseigné, et cela se voit à midi.
        Paper planes / Avions en papier | kids | A class sends letters over the hill. / Une classe envoie des lettres par-dessus la colline.
        Nine windows / Neuf fenêtres | drama | One courtyard in one week. / Une cour en une semaine.
        How rivers meet / La rencontre des fleuves | documentary | Filmed from a wooden canoe. / Filmé depuis une pirogue.
        Aunt Rose moves in / Tante Rose emménage | comedy | She brought a cow. / Elle a amené une vache.
        The smallest drum / Le plus petit tambour | kids | Loudest of all. / Le plus fort de tous.
      `,
    }),
    entity('song', 'Song / Morceau / Indirimbo', 'Music / Musique / Umuziki', {
      words:
        'music, track, audio, tune, melody, album, podcast, recording, sheet music, note, chanson, sound, music recommendation',
      icon: 'music',
      fields: `
        title   | text*    | Title / Titre / Umutwe                   | Evening on the hill / Soir sur la colline; Slow water / Eau lente; Two chairs / Deux chaises; Matatu dreams / Rêves de matatu; Umurage; Lanterns / Lanternes; Before the rain / Avant la pluie; Kilometre nine / Kilomètre neuf; Grandfather’s radio / La radio de grand-père; Blue door / Porte bleue; Market at six / Marché à six heures; Return ticket / Billet retour
        artist  | text*    | Artist / Artiste / Umuhanzi              | The Lake Choir; Nyota Band; Keza & Sons; Inanga Quartet; Aline U.; Night Bus
        genre   | choice   | Genre / Genre / Ubwoko                   | folk: Folk / Folk; jazz: Jazz / Jazz; pop: Pop / Pop; gospel: Gospel / Gospel
        seconds | number   | Length / Durée / Igihe                   | 140..380 s
        plays   | number   | Plays / Écoutes / Inshuro                | 120..86000
        year    | number   | Year / Année / Umwaka                    | 1998..2026
      `,
    }),
    entity('playlist', 'Playlist / Playlist / Urutonde', 'Playlists / Playlists / Intonde', {
      words: 'album, collection, queue, favourites, watch list, channel list, playlist, library',
      icon: 'list-music',
      view: 'cards',
      feminine: true,
      fields: `
        name        | text*    | Name / Nom / Izina                  | Long drive / Longue route; Sunday kitchen / Cuisine du dimanche; Rain on the roof / Pluie sur le toit; For dancing / Pour danser; Deep work / Concentration; With the children / Avec les enfants
        mood        | choice   | Mood / Humeur / Umwuka              | calm: Calm / Calme; bright: Bright / Lumineux; late: Late night / Tard le soir
        items       | number   | Items / Titres / Umubare            | 6..60
        description | longText | About / À propos / Ibisobanuro      | Starts quietly and stays there. / Commence doucement et y reste.; Twelve songs, no skipping. / Douze morceaux, sans en sauter un.
        createdOn   | date     | Created / Créée le / Yakozwe ku     | -400..-2
      `,
    }),
    entity('liveChannel', 'Channel / Chaîne / Umuyoboro', 'Channels / Chaînes / Imiyoboro', {
      words:
        'live broadcast, live room, anchor, streamer, live streaming, creator, chaîne, broadcaster, live broadcast review, live class',
      icon: 'radio',
      feminine: true,
      fields: `
        name      | text*   | Channel / Chaîne / Umuyoboro           | Kitchen at noon / Cuisine de midi; Night chess / Échecs de nuit; Field report / Reportage; Guitar corner / Coin guitare; City council / Conseil municipal; Craft hour / Heure créative
        host      | person* | Host / Animateur / Uyobora             |
        status    | choice* | Status / Statut / Imiterere            | live: Live / En direct; scheduled: Scheduled / Programmée; ended: Ended / Terminée
        viewers   | number  | Viewers / Spectateurs / Abareba        | 0..4200
        startsOn  | date    | Date / Date / Itariki                  | -6..8
      `,
    }),
  ],
});
