import {
  Container,
  SiteFooter,
  SiteFooterGroup,
  SiteFooterLink,
  SiteHeader,
  SiteNavLink,
  SkipLink,
  ThemeToggle,
  Toaster,
} from '@promptly/ui';
import { type ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';

import { t } from '../i18n/index.ts';
import { BrandMark } from './brand-mark.tsx';
import { PageFrame } from './page-frame.tsx';

interface SiteFrameProps {
  brand: string;
  /** One line about the site, at its end. */
  description: string;
  navigation: readonly { to: string; label: string }[];
  /** Beside the theme switch. */
  tools?: ReactNode;
  /** Above the page. */
  notice?: ReactNode;
}

/** The frame of a public app: its pages in the header, and all of them again in the footer. */
export function SiteFrame({ brand, description, navigation, tools, notice }: SiteFrameProps) {
  const { pathname } = useLocation();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader
        brand={
          <Link to="/" className="flex items-center gap-2.5 rounded-md">
            <BrandMark name={brand} />
            {brand}
          </Link>
        }
        tools={
          <>
            {tools}
            <ThemeToggle />
          </>
        }
      >
        {navigation.map(({ to, label }) => (
          <SiteNavLink key={to} asChild>
            <NavLink to={to} end={to === '/'}>
              {label}
            </NavLink>
          </SiteNavLink>
        ))}
      </SiteHeader>
      <main id="content" className="flex-1">
        {pathname === '/' ? (
          <PageFrame />
        ) : (
          <Container size="xl" className="py-8 sm:py-12">
            {notice}
            <PageFrame />
          </Container>
        )}
      </main>
      <SiteFooter
        brand={
          <Link to="/" className="rounded-md">
            {brand}
          </Link>
        }
        description={description}
        legal={<p>{t('site.stored')}</p>}
      >
        <SiteFooterGroup title={t('site.pages')}>
          {navigation.map(({ to, label }) => (
            <SiteFooterLink key={to} asChild>
              <Link to={to}>{label}</Link>
            </SiteFooterLink>
          ))}
        </SiteFooterGroup>
      </SiteFooter>
      <Toaster />
    </div>
  );
}
