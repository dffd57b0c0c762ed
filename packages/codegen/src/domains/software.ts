import { domain, entity, site } from './dsl.ts';

export const software = domain('software', 'Software product / Logiciel / Porogaramu', {
  words:
    'startup, saas, software, app landing, product launch, platform, api product, mobile solution, component framework, developer tool, chrome extension, logiciel, landing page for an app, waitlist',
  leaning: { marketing: 2 },
  surface: 'public',
  brands: 'Tandem, Inzira, Looped, Plainly, Northlight',
  core: 'feature, release',
  entities: [
    entity('feature', 'Feature / Fonction / Ikiranga', 'Features / Fonctions / Ibiranga', {
      words: 'function, capability, module, component, integration, feature request',
      icon: 'sparkles',
      view: 'cards',
      feminine: true,
      fields: `
        name        | text*    | Feature / Fonction / Ikiranga         | Shared inbox / Boîte partagée; Offline mode / Mode hors ligne; Audit trail / Journal d’audit; Bulk edit / Modification groupée; Webhooks / Webhooks; Dark mode / Mode sombre; Guest access / Accès invité; Scheduled reports / Rapports programmés
        area        | choice*  | Area / Domaine / Igice                | work: Daily work / Au quotidien; admin: Administration / Administration; api: Integrations / Intégrations
        status      | choice*  | Status / Statut / Imiterere           | planned: Planned / Prévue; active: In progress / En cours; completed: Shipped / Livrée
        votes       | number   | Votes / Votes / Amajwi                | 2..240
        description | longText | Description / Description / Ibisobanuro | Asked for by teams with more than one shift. / Demandé par les équipes en rotation.; Saves a meeting a week. / Économise une réunion par semaine.
      `,
    }),
    entity('release', 'Release / Version / Verisiyo', 'Releases / Versions / Verisiyo', {
      words: 'version, update, changelog, deployment, solution, app, version',
      icon: 'rocket',
      feminine: true,
      fields: `
        version    | text*    | Version / Version / Verisiyo           | 2.#.0
        title      | text*    | Title / Titre / Umutwe                 | Faster search / Recherche plus rapide; Guests and roles / Invités et rôles; New mobile layout / Nouvelle version mobile; Quieter notifications / Notifications discrètes; Import from spreadsheets / Import de tableurs; Keyboard everywhere / Tout au clavier
        releasedOn | date*    | Released / Publiée le / Yasohotse      | -400..-2
        kind       | choice   | Kind / Type / Ubwoko                   | major: Major / Majeure; minor: Minor / Mineure; fix: Fix / Correctif
        notes      | longText | Notes / Notes / Ibisobanuro            | Twelve small fixes and one large one. / Douze petites corrections et une grande.; Search now forgives typing mistakes. / La recherche pardonne les fautes de frappe.
      `,
    }),
  ],
  site: site({
    headlines: `
      Less asking around, more getting done / Moins de questions, plus de travail fait / Gukora kurusha kubaza
      The tool your team already understands / L’outil que votre équipe comprend déjà / Igikoresho ikipe yawe yumva
    `,
    leads: `
      {name} keeps plans, people and paperwork in one place, works on a slow line, and never shows you a manual. / {name} réunit plans, personnes et papiers en un seul lieu, marche sur une connexion lente et ne vous montre jamais de manuel. / {name} ihuza gahunda, abantu n’inyandiko ahantu hamwe.
    `,
    action: 'Start for free / Commencer gratuitement / Tangira ku buntu',
    offerTitle: 'What it does all day / Ce qu’il fait toute la journée / Ibyo ikora',
    offerLead:
      'Six things, each of them finished. / Six choses, chacune terminée. / Ibintu bitandatu.',
    offer: `
      layout-list   | One list / Une seule liste / Urutonde rumwe | | Everything that waits for you, in the order it matters. / Tout ce qui vous attend, par ordre d’importance. / Ibigutegereje byose.
      wifi-off      | Works offline / Marche hors ligne / Ikora nta murongo | | Write on the bus, sync at the office. / Écrivez dans le bus, synchronisez au bureau. / Andika uri mu nzira.
      users         | Roles that fit / Des rôles justes / Inshingano | | Owners decide, editors write, guests read. / Les responsables décident, les éditeurs écrivent, les invités lisent. / Buri wese n’uruhare rwe.
      chart-column  | Figures at a glance / Les chiffres d’un regard / Imibare | | Numbers you can check by clicking them. / Des chiffres vérifiables d’un clic. / Imibare igaragara.
      shield-check  | Yours to keep / À vous pour de bon / Ni ibyawe | | Export all of it, any day, in open formats. / Exportez tout, chaque jour, en formats ouverts. / Byose bisohoka.
      languages     | Three languages / Trois langues / Indimi eshatu | | English, French and Kinyarwanda. / Anglais, français et kinyarwanda. / Icyongereza, igifaransa n’ikinyarwanda.
    `,
    storyTitle:
      'Built by people who ran shifts / Fait par des gens de terrain / Byakozwe n’abakoze',
    story: `
      We planned rosters on paper for six years, and lost the paper twice. So we wrote what we wished we had. / Nous avons fait des plannings sur papier pendant six ans, et perdu le papier deux fois. Alors nous avons écrit ce qui nous manquait. / Twakoze gahunda ku mpapuro imyaka itandatu.
      New features come from the help desk, where each of us sits once a week. / Les nouveautés viennent de l’assistance, où chacun de nous passe une fois par semaine. / Ibishya biva ku bakiriya.
    `,
    figures: `
      3,400 / 3 400 / 3.400 | teams / équipes / amakipe
      99.95 % / 99,95 % / 99,95 % | of the time there / de disponibilité / iraboneka
      4 min | to the first plan / jusqu’au premier plan / kugeza kuri gahunda
    `,
    quotes: `
      Nadine Umutoni | runs two clinics / dirige deux cliniques / ayobora amavuriro abiri | Our Monday meeting went from an hour to nine minutes. / Notre réunion du lundi est passée d’une heure à neuf minutes. / Inama yo ku wa mbere yabaye ngufi.
      Felix Adeyemi | operations lead / responsable des opérations / ushinzwe ibikorwa | Nobody asked for training. That had never happened. / Personne n’a demandé de formation. C’était une première. / Nta wasabye amahugurwa.
      Rose Achieng | school office / secrétariat d’école / ibiro by’ishuri | It works when the power does not. / Ça marche quand le courant ne marche pas. / Ikora n’iyo nta muriro.
    `,
    questions: `
      Is there a free plan? / Y a-t-il une formule gratuite ? / Hari ubuntu? | Yes, for teams of up to five, without an end date. / Oui, jusqu’à cinq personnes, sans limite de durée. / Yego, ku bantu batanu.
      Where is our data? / Où sont nos données ? / Amakuru yacu ari he? | In Kigali, with a copy in a second place you can choose. / À Kigali, avec une copie dans un second lieu au choix. / I Kigali.
      Can we leave? / Peut-on partir ? / Twagenda? | One button exports everything. We keep nothing after thirty days. / Un bouton exporte tout. Nous ne gardons rien après trente jours. / Yego, igihe cyose.
    `,
    plans: `
      Starter / Démarrage / Gutangira | 0  | For a first team. / Pour une première équipe. / Ku ikipe ya mbere. | Five people / Cinq personnes / Abantu batanu; One workspace / Un espace / Umwanya umwe; Help by e-mail / Aide par e-mail / Ubufasha kuri imeyili
      Team / Équipe / Ikipe           | 19 | For daily work. / Pour le quotidien. / Ku kazi ka buri munsi. | Thirty people / Trente personnes / Abantu mirongo itatu; Roles and guests / Rôles et invités / Inshingano; Reports / Rapports / Raporo; Help within four hours / Aide sous quatre heures / Ubufasha vuba
      Business / Entreprise / Ikigo   | 79 | For several sites. / Pour plusieurs sites. / Ku bigo byinshi. | Everyone / Tout le monde / Bose; Own domain and sign-in / Domaine et connexion dédiés / Domeni yawe; Audit trail / Journal d’audit / Igenzura; A person to call / Une personne à appeler / Umuntu wo guhamagara
    `,
    gallery: `
      Monday plan / Plan du lundi / Gahunda yo ku wa mbere
      On a phone / Sur un téléphone / Kuri telefone
      Night shift / Équipe de nuit / Ijoro
      Help desk / Assistance / Ubufasha
      The roster wall / Le mur des plannings / Urukuta
      Team day / Journée d’équipe / Umunsi w’ikipe
    `,
  }),
});
