import { type AppSpec } from '../../spec/app-spec.ts';

/** Parts of a site that a prompt may ask for by name. */
export interface Wants {
  gallery: boolean;
  news: boolean;
  newsletter: boolean;
  photographs: boolean;
  /** Speaks of products, and not of services. */
  products: boolean;
  search: boolean;
}

export function wantsOf(spec: AppSpec): Wants {
  const text = [spec.topic, spec.purpose, ...spec.wishes.map((wish) => wish.text)].join('\n');
  const asks = (capability: string) => spec.wishes.some((wish) => wish.capability === capability);
  return {
    gallery: asks('gallery') || /\b(?:galler(?:y|ies)|(?:photo )?albums?|galeries?)\b/i.test(text),
    news: /\b(?:news|announcements?|actualités?|nouvelles)\b/i.test(text),
    newsletter: /\b(?:newsletters?|mailing list|waitlist|infolettre|liste d['’]attente)\b/i.test(
      text,
    ),
    photographs: /\bphotograph(?:ers?|y|es?)?\b/i.test(text),
    products: /\b(?:products?|produits?)\b/i.test(text) && !/\bservices?\b/i.test(text),
    search: asks('search') || /\b(?:search(?:es|ing)?|recherche[rz]?)\b/i.test(text),
  };
}
