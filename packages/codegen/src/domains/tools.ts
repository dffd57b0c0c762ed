import { domain, entity } from './dsl.ts';

export const tools = domain('tools', 'Tools and documents / Outils et documents / Ibikoresho', {
  words:
    'tool, converter, generator, calculator, editor, unit converter, optimization tool, form designer, toolbox, ai, artificial intelligence, template, code generation, image processing, file transfer, pdf, excel, text, convert, super-resolution, virtual assistant, outil, convertisseur, planner, machine learning, css, plugin, browser',
  leaning: { crud: 3 },
  surface: 'office',
  brands: 'Toolshed, Igikoresho, Quickbench, Handyside, Pocket Works',
  core: 'job, template',
  entities: [
    entity('job', 'Item / Élément / Ikintu', 'History / Historique / Amateka', {
      words:
        'result, conversion, file, history, generated code, record, task, output, upload, query, processing, image, generation, calculation, work, code, query history, historical record, chat, painting, text-to-image',
      icon: 'history',
      fields: `
        title     | text*   | Title / Titre / Umutwe                  | Report for the board / Rapport du conseil; Kilometres to miles / Kilomètres en miles; Logo, second draft / Logo, deuxième version; Price list import / Import des tarifs; Menu translation / Traduction du menu; Poster for Friday / Affiche de vendredi; Invoice batch / Lot de factures; Photo set, lake / Série photo, lac; Style sheet clean-up / Nettoyage de feuille de style; Contact list / Liste de contacts
        kind      | choice* | Kind / Type / Ubwoko                    | text: Text / Texte; image: Image / Image; table: Table / Tableau; code: Code / Code
        status    | choice* | Status / Statut / Imiterere             | queued: Waiting / En attente; running: Running / En cours; completed: Ready / Prêt; failed: Failed / Échoué
        sizeKb    | number  | Size / Taille / Ingano                  | 4..4800 kB
        createdOn | date*   | Created / Créé le / Yakozwe ku          | -40..0
        notes     | longText | Notes / Notes / Ibisobanuro            | Second try with larger type. / Deuxième essai, plus grand.; Kept for the next edition. / Gardé pour la prochaine édition.
      `,
    }),
    entity(
      'conversion',
      'Conversion / Conversion / Ihindura',
      'Conversions / Conversions / Amahindura',
      {
        words: 'unit converter, unit conversion, currency conversion, convertisseur d’unités',
        icon: 'arrow-left-right',
        feminine: true,
        fields: `
        name     | text*   | Conversion / Conversion / Ihindura      | Kilometres to miles / Kilomètres en miles; Kilograms to pounds / Kilogrammes en livres; Litres to gallons / Litres en gallons; Celsius to Fahrenheit / Celsius en Fahrenheit; Hectares to acres / Hectares en acres; Metres to feet / Mètres en pieds; Knots to km/h / Nœuds en km/h; Cups to millilitres / Tasses en millilitres
        quantity | choice* | Quantity / Grandeur / Ingano            | length: Length / Longueur; mass: Mass / Masse; volume: Volume / Volume; temperature: Temperature / Température; speed: Speed / Vitesse
        factor   | number* | Factor / Facteur / Igipimo              | 1..40
        used     | number  | Times used / Utilisations / Inshuro     | 0..180
        usedOn   | date    | Last used / Dernier usage / Iheruka     | -30..0
      `,
      },
    ),
    entity('template', 'Template / Modèle / Urugero', 'Templates / Modèles / Ingero', {
      words:
        'preset, form, layout, style, format, analysis template, theme, form element, component, field, mode, custom form, modèle, plugin, chrome extension, tool',
      icon: 'layout-template',
      view: 'cards',
      fields: `
        name        | text*    | Template / Modèle / Urugero           | Plain letter / Lettre simple; Two columns / Deux colonnes; Monthly report / Rapport mensuel; Event poster / Affiche d’événement; Feedback form / Formulaire d’avis; Price table / Grille tarifaire; Name badge / Badge; Certificate / Attestation
        kind        | choice*  | Kind / Type / Ubwoko                  | text: Text / Texte; image: Image / Image; table: Table / Tableau; form: Form / Formulaire
        used        | number   | Times used / Utilisations / Inshuro   | 0..420
        description | longText | Description / Description / Ibisobanuro | Clean margins, one accent colour. / Marges nettes, une couleur d’accent.; Prints on one page. / Tient sur une page.
        updatedOn   | date     | Updated / Modifié le / Byavuguruwe    | -200..-1
      `,
    }),
    entity('document', 'Document / Document / Inyandiko', 'Documents / Documents / Inyandiko', {
      words:
        'file, upload, attachment, text, spreadsheet, excel file, pdf, report, online document, form, word, excel, data',
      icon: 'file-text',
      fields: `
        name      | text*   | Document / Document / Inyandiko         | Budget 2026.xlsx; Annual report.pdf; Logo final.png; Contract draft.docx; Interview notes.txt; Floor plan.pdf; Survey answers.csv; Cover letter.docx
        kind      | choice* | Kind / Type / Ubwoko                    | text: Text / Texte; sheet: Sheet / Tableau; image: Image / Image
        owner     | person  | Owner / Propriétaire / Nyirayo          |
        sizeKb    | number  | Size / Taille / Ingano                  | 8..6400 kB
        updatedOn | date    | Updated / Modifié le / Byavuguruwe      | -90..0
      `,
    }),
  ],
});
