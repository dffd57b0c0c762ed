import { type User } from '@promptly/common';
import { SkipLink } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { AppHeader } from '../../app/app-header.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { useSessionState } from '../../lib/studio.tsx';
import { useIdleImport } from '../../lib/use-idle-import.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { HomeBackdrop } from './home-backdrop.tsx';
import { OrgSwitcher } from './org-switcher.tsx';
import { RecentProjects } from './recent-projects.tsx';
import { StartBox } from './start-box.tsx';
import { useCurrentOrg } from './use-orgs.ts';

const loadWorkspace = () => import('../workspace/workspace-page.tsx');

/** One box to say what to build, and what was built before. */
export function HomePage() {
  const { t } = useTranslation();
  const { orgs, org, error, choose } = useCurrentOrg();
  const state = useSessionState();
  const user = state.status === 'signed_in' ? state.user : undefined;
  const firstName = user && firstNameOf(user);
  usePageTitle(t('home.pageTitle'));
  useIdleImport(loadWorkspace);
  return (
    <div className="relative isolate grow">
      <HomeBackdrop />
      <SkipLink />
      <AppHeader>
        <OrgSwitcher orgs={orgs} current={org} onChoose={choose} />
      </AppHeader>
      <main id="content" className="mx-auto w-full max-w-6xl px-4 pb-24 sm:px-6">
        <section className="mx-auto max-w-3xl animate-rise pt-[clamp(2rem,11dvh,8rem)]">
          <PageHeading className="mb-7 text-center font-display text-[clamp(1.9rem,5vw,3rem)] leading-[1.08] font-semibold tracking-tight text-balance sm:mb-9">
            {firstName ? t('home.titleNamed', { name: firstName }) : t('home.title')}
          </PageHeading>
          <StartBox personId={user?.id ?? ''} orgId={org?.id} canCreate={org?.role !== 'viewer'} />
        </section>
        <RecentProjects orgId={org?.id} orgsError={error} />
      </main>
    </div>
  );
}

function firstNameOf({ name, email }: User): string | undefined {
  // An account without a name is named by its address: no way to greet anyone.
  const [first] = name.trim().split(/\s+/);
  return first && !email.toLowerCase().startsWith(name.trim().toLowerCase()) ? first : undefined;
}
