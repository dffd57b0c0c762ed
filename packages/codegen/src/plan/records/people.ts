import { type Random } from '../../random.ts';

/** Names of people who could live where an app is used, by region. */
const POOLS = {
  greatLakes: {
    given:
      'Aline Eric Diane Jean-Bosco Chantal Patrick Grace Samuel Claudine Emmanuel Yvette Olivier Immaculée Fabrice Solange Innocent Béatrice Thierry Vestine Kevin Josiane Moses Liliane Amani Esther Daniel Sandrine Peter Nadine Joseph',
    family:
      'Uwase Mugisha Ingabire Habimana Mukeshimana Niyonzima Wanjiru Otieno Mutesi Nshimiyimana Umutoni Kamanzi Nyirahabimana Bizimana Keza Ssemwogerere Mukamana Ndayisenga Uwimana Mwangi Ishimwe Okello Mukandayisenga Hakizimana Uwera Kamau Mukamusoni Rugamba Iradukunda Nkurunziza',
  },
  westAfrica: {
    given:
      'Awa Mamadou Fatou Ousmane Aminata Ibrahima Mariama Cheikh Adjoa Kofi Ama Kwame Ngozi Chidi Ifeoma Tunde Aïcha Moussa Khady Abdoulaye Efua Yaw Chiamaka Emeka Ramata Boubacar',
    family:
      'Diop Ndiaye Fall Traoré Diallo Sow Koné Mensah Owusu Boateng Okafor Adeyemi Eze Bello Cissé Touré Sarr Camara Asante Osei Nwosu Balogun Keita Faye Gueye Ba',
  },
  europe: {
    given:
      'Emma Louis Chloé Hugo Léa Jules Manon Paul Hanna Jonas Sofia Mateo Ella Noah Clara Oscar Alice Simon Nina Felix Julia Tom Eva Leo Laura Arthur',
    family:
      'Martin Bernard Dubois Laurent Moreau Lefèvre Lindqvist Müller Rossi García Novak Jansen Keller Hughes Walsh Petit Durand Costa Silva Becker Nilsen Clarke Roux Fontaine Baker Vidal',
  },
  asia: {
    given:
      'Mei Wei Li Hao Ananya Arjun Priya Rohan Linh Minh Yuki Haruto Siri Niran Jia Chen Kavya Vikram Thao Sakura Ploy Anong',
    family:
      'Wang Zhang Chen Liu Sharma Patel Iyer Gupta Nguyen Tran Sato Tanaka Suzuki Chaiyasit Lin Huang Singh Reddy Pham Kobayashi',
  },
  americas: {
    given:
      'Olivia Liam Maya Ethan Zoe Lucas Camila Diego Ava Mason Isabel Mateo Harper Logan Nora Caleb Ruby Owen Elena Marcus Ivy Julian',
    family:
      'Johnson Rivera Carter Nguyen Brooks Morales Reed Bennett Flores Hayes Coleman Ortiz Parker Diaz Foster Simmons Ward Perez Gray Torres',
  },
} as const;

export type Region = keyof typeof POOLS;

const REGIONS: Readonly<Record<string, Region>> = {
  SN: 'westAfrica',
  CI: 'westAfrica',
  GH: 'westAfrica',
  NG: 'westAfrica',
  CM: 'westAfrica',
  FR: 'europe',
  BE: 'europe',
  CH: 'europe',
  DE: 'europe',
  ES: 'europe',
  PT: 'europe',
  IT: 'europe',
  GB: 'europe',
  IE: 'europe',
  IN: 'asia',
  CN: 'asia',
  TH: 'asia',
  VN: 'asia',
  JP: 'asia',
  US: 'americas',
  CA: 'americas',
  BR: 'americas',
};

/** The region of a country; the Great Lakes, where the product comes from, when none is known. */
export function regionOf(country: string | undefined): Region {
  return REGIONS[country ?? ''] ?? 'greatLakes';
}

/** Names in a seeded order, without repeats as long as the pool lasts. */
export function createNames(region: Region, random: Random): () => string {
  const { given, family } = POOLS[region];
  const first = random.shuffle(given.split(' '));
  const last = random.shuffle(family.split(' '));
  let next = 0;
  return () => {
    const index = next++;
    const shift = Math.floor(index / first.length);
    return `${first[index % first.length]} ${last[(index + shift * 7) % last.length]}`;
  };
}

/** "Béatrice Uwimana" → "beatrice.uwimana@example.com": a domain that belongs to nobody. */
export function emailOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return `${plain.replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '')}@example.com`;
}
