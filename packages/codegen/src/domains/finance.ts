import { domain, entity } from './dsl.ts';

export const finance = domain('finance', 'Money and accounts / Finances et comptes / Imari', {
  words:
    'finance, financial, accounting, budget, expense, income, ledger, account payable, account receivable, bank, wallet, transaction, payment, loan, credit, insurance, investment, trading, copy trading, trader, token, crypto, stock market, fund, dépense, comptabilité, prêt, épargne, saving',
  leaning: { dashboard: 2, crud: 1 },
  surface: 'office',
  brands: 'Imari, Ledgerly, Pennywise, Tally House, Ikofi',
  core: 'transaction, budget, account',
  entities: [
    entity(
      'transaction',
      'Transaction / Opération / Igikorwa cy’imari',
      'Transactions / Opérations / Ibikorwa by’imari',
      {
        words:
          'expense, payment, income, spending, expenditure, payment request, trade, trade record, ledger entry, general ledger, financial detail, deposit, withdrawal, opération, dépense, consumption record, receivable, payable, accounts receivable, accounts payable',
        icon: 'arrow-left-right',
        feminine: true,
        fields: `
        title     | text*    | Description / Libellé / Ibisobanuro |
        category  | choice*  | Category / Catégorie / Icyiciro   | housing: Housing / Logement; food: Food / Alimentation; transport: Transport / Transport; salary: Salary / Salaire; leisure: Leisure / Loisirs; health: Health / Santé
        kind      | choice*  | Kind / Type / Ubwoko              | expense: Expense / Dépense; income: Income / Recette
        amount    | money*   | Amount / Montant / Amafaranga     | 4..900
        bookedOn  | date*    | Date / Date / Itariki             | -150..-1
        account   | reference* | Account / Compte / Konti        | account
        note      | text     | Note / Note / Icyitonderwa        | Shared / Partagé; Monthly / Mensuel; Receipt kept / Reçu conservé
      `,
        rows: `
        title | category | kind | amount
        Rent, October / Loyer d’octobre | housing | expense | 420
        Groceries at Kimironko / Courses à Kimironko | food | expense | 64
        Bus card top-up / Recharge carte de bus | transport | expense | 12
        Salary / Salaire | salary | income | 1450
        Cinema / Cinéma | leisure | expense | 14
        Pharmacy / Pharmacie | health | expense | 23
        Electricity / Électricité | housing | expense | 58
        Lunch with the team / Déjeuner d’équipe | food | expense | 31
        Moto rides / Courses en moto | transport | expense | 18
        Freelance invoice / Facture indépendante | salary | income | 380
        Football boots / Chaussures de foot | leisure | expense | 46
        Dentist / Dentiste | health | expense | 75
        Water bill / Facture d’eau | housing | expense | 21
        Market vegetables / Légumes du marché | food | expense | 17
        Fuel / Carburant | transport | expense | 52
        Rent, September / Loyer de septembre | housing | expense | 420
        Salary, September / Salaire de septembre | salary | income | 1450
        Concert tickets / Billets de concert | leisure | expense | 36
        Glasses / Lunettes | health | expense | 110
        Coffee beans / Café en grains | food | expense | 12
        Rent, August / Loyer d’août | housing | expense | 420
        Salary, August / Salaire d’août | salary | income | 1450
        Train to Mombasa / Train pour Mombasa | transport | expense | 44
        Birthday dinner / Dîner d’anniversaire | leisure | expense | 82
      `,
      },
    ),
    entity('budget', 'Budget / Budget / Ingengo y’imari', 'Budgets / Budgets / Ingengo z’imari', {
      words: 'spending limit, allowance, enveloppe',
      icon: 'piggy-bank',
      fields: `
        name     | text*    | Budget / Budget / Izina              | Home / Maison; Food / Alimentation; Getting around / Transport; Health / Santé; Fun / Loisirs; Savings / Épargne; Family / Famille; School fees / Frais scolaires
        category | choice*  | Category / Catégorie / Icyiciro      | housing: Housing / Logement; food: Food / Alimentation; transport: Transport / Transport; leisure: Leisure / Loisirs; health: Health / Santé
        limit    | money*   | Monthly limit / Plafond mensuel / Umubare ntarengwa | 60..600
        spent    | money    | Spent / Dépensé / Yakoreshejwe       | 20..520
        startsOn | date     | From / À partir du / Kuva            | -120..-5
      `,
    }),
    entity('account', 'Account / Compte / Konti', 'Accounts / Comptes / Konti', {
      words: 'bank account, wallet, ledger, financial account, compte',
      icon: 'wallet',
      fields: `
        name    | text*    | Account / Compte / Konti             | Everyday / Courant; Savings / Épargne; Mobile money / Mobile money; Cash / Espèces; Business / Professionnel; Joint / Commun; Travel fund / Cagnotte voyage; School fund / Cagnotte école
        kind    | choice*  | Kind / Type / Ubwoko                 | bank: Bank / Banque; mobile: Mobile money / Mobile money; cash: Cash / Espèces
        balance | money*   | Balance / Solde / Asigaye            | 40..8200
        holder  | person   | Holder / Titulaire / Nyirayo         |
        openedOn | date    | Opened on / Ouvert le / Yafunguwe    | -1800..-60
      `,
    }),
    entity('loan', 'Loan / Prêt / Inguzanyo', 'Loans / Prêts / Inguzanyo', {
      words: 'credit, credit product, loan application, approval rule, lending, prêt, crédit',
      icon: 'landmark',
      fields: `
        number   | text*    | Loan no. / N° de prêt / Nimero       | LN-####
        borrower | person*  | Borrower / Emprunteur / Uguza        |
        product  | choice*  | Product / Produit / Ubwoko           | business: Business / Professionnel; home: Home / Logement; school: School fees / Scolarité; farm: Farm / Agricole
        amount   | money*   | Amount / Montant / Amafaranga        | 300..18000
        rate     | number   | Interest / Intérêt / Inyungu         | 6..18 %
        status   | choice*  | Status / Statut / Imiterere          | pending: Under review / À l’étude; approved: Approved / Approuvé; repaid: Repaid / Remboursé; overdue: Overdue / En retard
        startsOn | date     | Start / Début / Itangira             | -400..20
      `,
    }),
    entity('trader', 'Trader / Trader / Umucuruzi', 'Traders / Traders / Abacuruzi', {
      words: 'investor, copy trader, broker, portfolio manager',
      icon: 'chart-candlestick',
      view: 'cards',
      fields: `
        name      | person*  | Trader / Trader / Izina              |
        strategy  | choice*  | Strategy / Stratégie / Uburyo        | trend: Trend / Tendance; swing: Swing / Swing; income: Income / Rendement
        gain      | percent  | Gain, one year / Gain sur un an / Inyungu | 4..62
        risk      | choice   | Risk / Risque / Ingorane             | low: Low / Faible; medium: Medium / Moyen; high: High / Élevé
        followers | number   | Followers / Abonnés / Abamukurikira  | 40..5200
        since     | date     | Since / Depuis / Kuva                | -1500..-90
      `,
    }),
  ],
});
