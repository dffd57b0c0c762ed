import {
  Sidebar,
  SidebarContent,
  SidebarGroup,
  SidebarHeader,
  SidebarInset,
  SidebarMenu,
  SidebarMenuButton,
  SidebarMenuItem,
  SidebarProvider,
  SidebarTrigger,
  SkipLink,
  ThemeToggle,
  Toaster,
  TopBar,
} from '@promptly/ui';
import { type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';
import { Link, NavLink } from 'react-router';

import { BrandMark } from './brand-mark.tsx';
import { PageFrame } from './page-frame.tsx';

export interface NavigationItem {
  to: string;
  label: string;
  icon: LucideIcon;
}

interface SidebarFrameProps {
  brand: string;
  navigation: readonly NavigationItem[];
  /** At the end of the bar at the top. */
  tools?: ReactNode;
  /** Above the page. */
  notice?: ReactNode;
}

/** The frame of an application: navigation at the side, the current page beside it. */
export function SidebarFrame({ brand, navigation, tools, notice }: SidebarFrameProps) {
  return (
    <SidebarProvider>
      <SkipLink />
      <Sidebar>
        <SidebarHeader>
          <Link to="/" className="flex items-center gap-2.5 rounded-md px-1 py-1">
            <BrandMark name={brand} />
            <span className="truncate group-data-[expanded=false]/sidebar:sr-only">{brand}</span>
          </Link>
        </SidebarHeader>
        <SidebarContent>
          <SidebarGroup>
            <SidebarMenu>
              {navigation.map(({ to, label, icon: Icon }) => (
                <SidebarMenuItem key={to}>
                  <SidebarMenuButton asChild>
                    <NavLink to={to} end={to === '/'}>
                      <Icon aria-hidden />
                      <span>{label}</span>
                    </NavLink>
                  </SidebarMenuButton>
                </SidebarMenuItem>
              ))}
            </SidebarMenu>
          </SidebarGroup>
        </SidebarContent>
      </Sidebar>
      <SidebarInset>
        <TopBar>
          <SidebarTrigger />
          <div className="ms-auto flex items-center gap-1">
            {tools}
            <ThemeToggle />
          </div>
        </TopBar>
        <main id="content" className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 sm:px-6 lg:py-8">
          {notice}
          <PageFrame />
        </main>
      </SidebarInset>
      <Toaster />
    </SidebarProvider>
  );
}
