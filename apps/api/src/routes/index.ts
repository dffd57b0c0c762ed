import type { Route } from '../http/define-route.ts';
import { authRoutes } from './auth/auth.routes.ts';
import { orgRoutes } from './orgs/orgs.routes.ts';
import { projectRoutes } from './projects/projects.routes.ts';

/** Every endpoint below `/api/v1`. One line a resource. */
export const routes: readonly Route[] = [...authRoutes, ...orgRoutes, ...projectRoutes];
