import { company } from '../../domains/company.ts';
import { type SiteCopy } from '../../domains/domain.ts';
import { localized } from '../../spec/localized.ts';

/** The words of any company; those that name its subject only where there is one. */
export function companyWords(hasSubject: boolean): SiteCopy {
  if (!company.site) throw new Error('the domain of companies has no words for a site');
  return hasSubject ? company.site : { ...company.site, ...WITHOUT_SUBJECT };
}

const WITHOUT_SUBJECT: Pick<SiteCopy, 'headlines' | 'leads'> = {
  headlines: [
    'Good work has a name on it / Le bon travail porte un nom / Akazi keza kagira izina',
    'Said on Monday, done on Friday / Dit lundi, fait vendredi / Bivuzwe ku wa mbere, bikozwe ku wa gatanu',
  ].map(localized),
  leads: [
    'Since 2009 {name} has worked for homes, schools and businesses around {place}. One team, one number, clear prices. / Depuis 2009, {name} travaille pour les maisons, les écoles et les entreprises autour de {place}. Une équipe, un numéro, des prix clairs. / Kuva mu 2009, {name} ikorera ingo, amashuri n’ibigo bya {place}. Itsinda rimwe, nimero imwe, ibiciro bizwi.',
  ].map(localized),
};
