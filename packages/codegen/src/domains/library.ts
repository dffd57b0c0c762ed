import { domain, entity } from './dsl.ts';

export const library = domain('library', 'Library / Bibliothèque / Isomero', {
  words:
    'library, book, bookstore, reading, borrow, loan of books, ebook, novel, librarian, archive, bibliothèque, livre, poem, literature, dictionary',
  leaning: { crud: 3 },
  surface: 'office',
  brands: 'Isomero, Shelf Nine, Openstacks, Bookhill, Igitabo',
  core: 'book, loan, member',
  entities: [
    entity('book', 'Book / Livre / Igitabo', 'Books / Livres / Ibitabo', {
      words: 'novel, title, ebook, volume, publication, reading, poem, livre, literature',
      icon: 'book',
      view: 'cards',
      fields: `
        title    | text*   | Title / Titre / Umutwe                   |
        author   | text*   | Author / Auteur / Umwanditsi             |
        genre    | choice* | Genre / Genre / Ubwoko                   | novel: Novel / Roman; history: History / Histoire; children: Children / Jeunesse; science: Science / Sciences
        year     | number  | Year / Année / Umwaka                    | 1958..2026
        copies   | number  | Copies / Exemplaires / Kopi              | 0..9
        status   | choice* | Status / Statut / Imiterere              | available: Available / Disponible; lent: Lent out / Emprunté; reserved: Reserved / Réservé
      `,
      rows: `
        title | author | genre | year | status
        Things Fall Apart | Chinua Achebe | novel | 1958 | available
        So Long a Letter / Une si longue lettre | Mariama Bâ | novel | 1979 | lent
        The River Between | Ngũgĩ wa Thiong’o | novel | 1965 | available
        Our Lady of the Nile / Notre-Dame du Nil | Scholastique Mukasonga | novel | 2012 | reserved
        Small Country / Petit Pays | Gaël Faye | novel | 2016 | lent
        Half of a Yellow Sun | Chimamanda Ngozi Adichie | novel | 2006 | available
        Americanah | Chimamanda Ngozi Adichie | novel | 2013 | lent
        A Grain of Wheat | Ngũgĩ wa Thiong’o | history | 1967 | available
        The Palm-Wine Drinkard | Amos Tutuola | novel | 1952 | available
        Nervous Conditions | Tsitsi Dangarembga | novel | 1988 | reserved
        The Beautyful Ones Are Not Yet Born | Ayi Kwei Armah | novel | 1968 | available
        Season of Migration to the North | Tayeb Salih | novel | 1966 | available
        Kintu | Jennifer Nansubuga Makumbi | history | 2014 | lent
        Weep Not, Child | Ngũgĩ wa Thiong’o | children | 1964 | available
      `,
    }),
    entity('loan', 'Loan / Emprunt / Inguzanyo', 'Loans / Emprunts / Inguzanyo', {
      words: 'borrowing, checkout, borrow record, return, emprunt',
      icon: 'book-up',
      fields: `
        member     | reference* | Member / Lecteur / Umusomyi          | member
        book       | reference* | Book / Livre / Igitabo               | book
        lentOn     | date*      | Lent on / Emprunté le / Yatijwe ku   | -50..-1
        dueOn      | date*      | Due on / À rendre le / Gusubizwa     | -20..21
        status     | choice*    | Status / Statut / Imiterere          | lent: Out / Emprunté; returned: Returned / Rendu; overdue: Overdue / En retard
      `,
    }),
    entity('member', 'Member / Lecteur / Umusomyi', 'Members / Lecteurs / Abasomyi', {
      words: 'reader, borrower, user, library card, lecteur',
      icon: 'users',
      fields: `
        name     | person* | Name / Nom / Izina                       |
        cardNo   | text*   | Card no. / N° de carte / Nimero          | LB-####
        email    | email   | E-mail / E-mail / Imeyili                |
        phone    | phone   | Phone / Téléphone / Telefone             |
        joinedOn | date    | Since / Depuis / Kuva                    | -1800..-10
      `,
    }),
  ],
});
