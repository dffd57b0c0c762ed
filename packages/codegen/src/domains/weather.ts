import { domain, entity } from './dsl.ts';

export const weather = domain('weather', 'Weather and sensors / Météo et capteurs / Iteganyagihe', {
  words:
    'weather, forecast, temperature, rainfall, climate, weather station, air quality, météo, prévision, humidity, energy, electricity',
  leaning: { dashboard: 4 },
  surface: 'office',
  brands: 'Igihe, Cloudpost, Rainline, Barometer Hill, Skylog',
  core: 'station, reading',
  entities: [
    entity('reading', 'Reading / Relevé / Igipimo', 'Readings / Relevés / Ibipimo', {
      words:
        'measurement, temperature, forecast, rainfall, humidity, sensor data, relevé, real-time data',
      icon: 'thermometer',
      fields: `
        label       | text*      | Reading / Relevé / Igipimo           | Morning / Matin; Noon / Midi; Evening / Soir; Night / Nuit
        station     | reference* | Station / Station / Sitasiyo         | station
        takenOn     | date*      | Date / Date / Itariki                | -30..0
        temperature | number*    | Temperature / Température / Ubushyuhe | 14..31 °C
        rain        | number     | Rain / Pluie / Imvura                | 0..38 mm
        humidity    | percent    | Humidity / Humidité / Ubuhehere      | 38..94
        wind        | number     | Wind / Vent / Umuyaga                | 2..38 km/h
        sky         | choice*    | Sky / Ciel / Ikirere                 | clear: Clear / Dégagé; cloudy: Cloudy / Nuageux; rain: Rain / Pluie; storm: Storm / Orage
      `,
    }),
    entity('station', 'Station / Station / Sitasiyo', 'Stations / Stations / Sitasiyo', {
      words: 'city, location, sensor, weather station, place, region, capteur',
      icon: 'cloud-sun',
      feminine: true,
      fields: `
        name     | text*   | Station / Station / Sitasiyo             | Kigali airport / Aéroport de Kigali; Huye hill / Colline de Huye; Musanze; Rubavu lakeside / Rubavu, rive du lac; Nyagatare; Rusizi; Nyungwe forest / Forêt de Nyungwe; Karongi
        region   | choice* | Region / Région / Intara                 | north: North / Nord; south: South / Sud; east: East / Est; west: West / Ouest; centre: Centre / Centre
        altitude | number  | Altitude / Altitude / Ubutumburuke       | 950..2450 m
        status   | choice* | Status / Statut / Imiterere              | online: Online / En ligne; offline: Offline / Hors ligne
        since    | date    | Since / Depuis / Kuva                    | -4000..-200
      `,
    }),
  ],
});
