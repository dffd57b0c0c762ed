import { type SiteFiles } from './site-files.ts';

/** src/components/language-switch.tsx: the languages in a menu. */
export function emitLanguageSwitch(site: SiteFiles): void {
  const file = site.module('src/components/language-switch.tsx');
  file.npm('lucide-react', 'Languages');
  file.ui('button', 'Button');
  file.ui(
    'dropdown-menu',
    'DropdownMenu',
    'DropdownMenuContent',
    'DropdownMenuRadioGroup',
    'DropdownMenuRadioItem',
    'DropdownMenuTrigger',
  );
  file.local('src/i18n/locale.tsx', 'LANGUAGES', 'type Locale', 'useLocale');
  const label = file.attr('site.language', { en: 'Language', fr: 'Langue', rw: 'Ururimi' });
  file.write(`export function LanguageSwitch() {
  const { locale, setLocale, t } = useLocale();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label=${label}>
          <Languages aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={locale} onValueChange={(next) => setLocale(next as Locale)}>
          {LANGUAGES.map(({ locale: choice, name }) => (
            <DropdownMenuRadioItem key={choice} value={choice} lang={choice}>
              {name}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}`);
}
