import type { Route } from '../http/define-route.ts';
import { accountRoutes } from './account/account.routes.ts';
import { mailLinkRoutes } from './account/mail-links.routes.ts';
import { apiKeyRoutes } from './api-keys/api-keys.routes.ts';
import { artifactRoutes } from './artifacts/artifacts.routes.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { authRoutes } from './auth/auth.routes.ts';
import { codegenRoutes } from './codegen/codegen.routes.ts';
import { dataExportRoutes } from './data-exports/data-exports.routes.ts';
import { envRoutes } from './envs/envs.routes.ts';
import { componentRoutes } from './components/components.routes.ts';
import { exportRoutes } from './exports/exports.routes.ts';
import { githubRoutes } from './github/github.routes.ts';
import { fileRoutes } from './files/files.routes.ts';
import { rawFileRoutes } from './files/raw-files.routes.ts';
import { invitationRoutes } from './orgs/invitations.routes.ts';
import { mcpRoute } from './mcp/mcp.routes.ts';
import { memberRoutes } from './orgs/members.routes.ts';
import { oauthRoutes } from './oauth/oauth.routes.ts';
import { orgRoutes } from './orgs/orgs.routes.ts';
import { previewRoutes } from './preview/preview.routes.ts';
import { projectRoutes } from './projects/projects.routes.ts';
import { revisionRoutes } from './revisions/revisions.routes.ts';
import { snapshotRoutes } from './snapshots/snapshots.routes.ts';
import { snippetRoutes } from './snippets/snippets.routes.ts';
import { streamRoutes } from './streams/streams.routes.ts';
import { templateRoutes } from './templates/templates.routes.ts';
import { healthRoute } from './system/health.routes.ts';
import { jwksRoute } from './system/jwks.routes.ts';
import { metricsRoute } from './system/metrics.routes.ts';
import { webhookDeliveryRoutes } from './webhooks/webhook-deliveries.routes.ts';
import { webhookRoutes } from './webhooks/webhooks.routes.ts';

export const API_BASE = '/api/v1';

const systemRoutes: readonly Route[] = [healthRoute, jwksRoute, metricsRoute];

/** Every endpoint below `/api/v1`. One line a resource. */
export const apiRoutes: readonly Route[] = [
  ...authRoutes,
  ...accountRoutes,
  ...mailLinkRoutes,
  ...oauthRoutes,
  ...apiKeyRoutes,
  ...orgRoutes,
  ...memberRoutes,
  ...invitationRoutes,
  ...auditRoutes,
  ...projectRoutes,
  ...envRoutes,
  ...componentRoutes,
  ...templateRoutes,
  ...snippetRoutes,
  ...fileRoutes,
  ...rawFileRoutes,
  ...revisionRoutes,
  ...snapshotRoutes,
  ...exportRoutes,
  ...githubRoutes,
  ...dataExportRoutes,
  ...artifactRoutes,
  ...previewRoutes,
  ...codegenRoutes,
  ...streamRoutes,
  ...webhookRoutes,
  ...webhookDeliveryRoutes,
  ...systemRoutes,
];

/** What other programs look for at the root. */
export const rootRoutes: readonly Route[] = [
  mcpRoute,
  ...systemRoutes.map((route) => ({
    ...route,
    operationId: `${route.operationId}AtRoot`,
    summary: `${route.summary} (at the root)`,
  })),
];

/** All of them, as the OpenAPI document lists them. */
export const documentedRoutes = [
  { base: API_BASE, routes: apiRoutes },
  { base: '', routes: rootRoutes },
];
