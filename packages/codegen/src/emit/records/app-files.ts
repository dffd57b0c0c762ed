import { speaksSeveral, literal } from './code.ts';
import { type PlannedEntity, type RecordsPlan } from '../../plan/records/records-plan.ts';

/** `src/App.tsx`: the routes. */
export function emitApp(plan: RecordsPlan): [string, string] {
  const several = speaksSeveral(plan);
  const only = plan.locales[0]!;
  const pages = [
    ...(plan.overview ? [page('OverviewPage', 'overview-page')] : []),
    ...(plan.home ? [page('HomePage', 'home-page')] : []),
    ...plan.entities.flatMap((entity) => [
      page(`${entity.type}ListPage`, `${entity.files}-page`),
      page(`${entity.type}FormPage`, `${entity.file}-form-page`),
      page(`${entity.type}Page`, `${entity.file}-page`),
    ]),
    ...(plan.auth ? [page('SignInPage', 'sign-in-page')] : []),
    ...(plan.auth?.signUp ? [page('SignUpPage', 'sign-up-page')] : []),
    ...(plan.auth?.profile ? [page('ProfilePage', 'profile-page')] : []),
    page('NotFoundPage', 'not-found-page'),
  ];
  const routes = `<Routes>
        ${plan.auth ? `<Route path="sign-in" element={<SignInPage${plan.auth.signUp ? ' footer={<SignUpLink />}' : ''} />} />` : ''}
        ${plan.auth?.signUp ? '<Route path="sign-up" element={<SignUpPage />} />' : ''}
        ${framedRoutes(plan)}
      </Routes>`;
  const text = `import { UiTextProvider } from '@promptly/ui';
import { useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { AppLayout } from './components/app-layout.tsx';
import { RequireAccount } from './components/require-account.tsx';
import { SignUpLink } from './components/sign-up-link.tsx';
import { useLocale } from './i18n/index.ts';
${pages.join('\n')}

export function App() {
  ${several ? `const locale = useLocale();\n\n  useEffect(() => {\n    document.documentElement.lang = locale;\n  }, [locale]);\n` : ''}
  return (
    ${several ? `<UiTextProvider key={locale} locale={locale}>${routes}</UiTextProvider>` : only === 'en' ? routes : `<UiTextProvider locale="${only}">${routes}</UiTextProvider>`}
  );
}
`;
  return ['src/App.tsx', text];
}

function page(name: string, file: string): string {
  return `import { ${name} } from './pages/${file}.tsx';`;
}

/** The routes inside the frame; in a public app only changing things asks for an account. */
function framedRoutes(plan: RecordsPlan): string {
  const index = plan.overview
    ? '<Route index element={<OverviewPage />} />'
    : plan.home
      ? '<Route index element={<HomePage />} />'
      : `<Route index element={<Navigate to="${plan.entities[0]!.route}" replace />} />`;
  const profile = plan.auth?.profile ? '<Route path="profile" element={<ProfilePage />} />' : '';
  const lists = plan.entities.map(routesOf).join('\n');
  const guarded = plan.entities.map(changingRoutes).join('\n');
  const isPublic = plan.shell === 'site';
  const inside =
    plan.auth && isPublic
      ? `${index}${lists}<Route element={<RequireAccount />}>${guarded}${profile}</Route>`
      : `${index}${lists}${guarded}${profile}`;
  const framed = `<Route element={<AppLayout />}>${inside}<Route path="*" element={<NotFoundPage />} /></Route>`;
  return plan.auth && !isPublic ? `<Route element={<RequireAccount />}>${framed}</Route>` : framed;
}

function routesOf(entity: PlannedEntity): string {
  const path = entity.route.slice(1);
  return `<Route path="${path}" element={<${entity.type}ListPage />} />
        <Route path="${path}/:id" element={<${entity.type}Page />} />`;
}

function changingRoutes(entity: PlannedEntity): string {
  const path = entity.route.slice(1);
  return `<Route path="${path}/new" element={<${entity.type}FormPage />} />
        <Route path="${path}/:id/edit" element={<${entity.type}FormPage />} />`;
}

/** `src/main.tsx`: starts the app in the reader's colour mode. */
export function emitMain(): [string, string] {
  return [
    'src/main.tsx',
    `import { applyColorMode, readColorMode } from '@promptly/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './App.tsx';
import './styles.css';

applyColorMode(readColorMode());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
`,
  ];
}

/** `src/components/app-layout.tsx`: the frame with this app's name and pages. */
export function emitLayout(plan: RecordsPlan): [string, string] {
  const several = speaksSeveral(plan);
  const frame = { sidebar: 'SidebarFrame', topbar: 'TopbarFrame', site: 'SiteFrame' }[plan.shell];
  const items = [
    ...(plan.overview ? [item('/', 'nav.overview', 'LayoutDashboard', plan)] : []),
    ...(plan.home ? [item('/', 'nav.home', 'House', plan)] : []),
    ...plan.entities.map(({ route, id, icon }) => item(route, `${id}.many`, icon, plan)),
  ];
  const icons =
    plan.shell === 'sidebar'
      ? [
          ...new Set([
            ...(plan.overview ? ['LayoutDashboard'] : []),
            ...plan.entities.map(({ icon }) => icon),
          ]),
        ]
      : [];
  const navigation = plan.shell === 'topbar' ? '' : `const navigation = [${items.join('\n')}];`;
  const tools = [
    ...(several ? ['<LanguageSwitch />'] : []),
    ...(plan.auth
      ? [plan.auth.profile ? '<UserMenu><ProfileMenuItem /></UserMenu>' : '<UserMenu />']
      : []),
  ];
  const text = `${icons.length > 0 ? `import { ${icons.join(', ')} } from 'lucide-react';` : ''}
import { t } from '../i18n/index.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { ProfileMenuItem } from './profile-menu-item.tsx';
import { ${frame} } from './${plan.shell}-frame.tsx';
import { StorageNotice } from './storage-notice.tsx';
import { UserMenu } from './user-menu.tsx';
${plan.entities.map(({ collection, files }) => `import { ${collection} } from '../data/${files}.ts';`).join('\n')}

const collections = [${plan.entities.map(({ collection }) => collection).join(', ')}];
${several ? '' : navigation}

export function AppLayout() {
  ${several ? navigation : ''}
  return (
    <${frame}
      brand={t('app.name')}
      ${plan.shell === 'site' ? "description={t('app.purpose')}" : ''}
      ${plan.shell === 'topbar' ? '' : 'navigation={navigation}'}
      ${tools.length > 0 ? `tools={${tools.length > 1 ? `<>${tools.join('')}</>` : tools[0]}}` : ''}
      notice={<StorageNotice collections={collections} />}
    />
  );
}
`;
  return ['src/components/app-layout.tsx', text];
}

function item(to: string, key: string, icon: string, plan: RecordsPlan): string {
  return `{ to: ${literal(to)}, label: t('${key}')${plan.shell === 'sidebar' ? `, icon: ${icon}` : ''} },`;
}

/** `src/lib/currency.ts` */
export function emitCurrency(plan: RecordsPlan): [string, string] {
  return [
    'src/lib/currency.ts',
    `/** The currency in which amounts are kept and shown. */\nexport const CURRENCY = ${literal(plan.currency)};\n`,
  ];
}

export const DEMO_PASSWORD = 'welcome-home';

/** `src/lib/demo-accounts.ts` */
export function emitDemoAccounts(plan: RecordsPlan): [string, string] {
  const accounts = plan.auth!.accounts.map(
    ({ name, email, role }) =>
      `{ name: ${literal(name)}, email: ${literal(email)}, password: '${DEMO_PASSWORD}', role: '${role}' },`,
  );
  return [
    'src/lib/demo-accounts.ts',
    `import { type Account } from './session.ts';

/** Accounts to try the app with. */
export const demoAccounts: readonly Account[] = [
  ${accounts.join('\n')}
];
`,
  ];
}

/** `src/i18n/…`: one catalogue a language, with the messages that the app uses. */
export function emitCatalogues(
  plan: RecordsPlan,
  keys: readonly string[],
  textOf: (key: string, locale: RecordsPlan['locales'][number]) => string,
): [string, string][] {
  const [first, ...others] = plan.locales;
  const entries = (locale: RecordsPlan['locales'][number]) =>
    keys.map((key) => `${literal(key)}: ${literal(textOf(key, locale))},`).join('\n');
  return [
    [`src/i18n/${first}.ts`, `export const ${first} = {\n${entries(first!)}\n};\n`],
    ...others.map((locale): [string, string] => [
      `src/i18n/${locale}.ts`,
      `import { type Messages } from './catalogues.ts';\n\nexport const ${locale}: Messages = {\n${entries(locale)}\n};\n`,
    ]),
    [
      'src/i18n/catalogues.ts',
      `${plan.locales.map((locale) => `import { ${locale} } from './${locale}.ts';`).join('\n')}

export type Messages = Readonly<Record<keyof typeof ${first}, string>>;

export const catalogues = { ${plan.locales.join(', ')} };

export type Locale = keyof typeof catalogues;

export const DEFAULT_LOCALE: Locale = '${first}';
`,
    ],
  ];
}
