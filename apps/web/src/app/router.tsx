import { createBrowserRouter, Outlet } from 'react-router';

import { ForgotPasswordPage } from '../features/auth/forgot-password-page.tsx';
import { InvitationPage } from '../features/auth/invitation-page.tsx';
import { ResetPasswordPage } from '../features/auth/reset-password-page.tsx';
import { SignInPage } from '../features/auth/sign-in-page.tsx';
import { SignUpPage } from '../features/auth/sign-up-page.tsx';
import { VerifyEmailPage } from '../features/auth/verify-email-page.tsx';
import { HomePage } from '../features/home/home-page.tsx';
import { CrashPage } from './crash-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { ArrivalProvider } from './page-heading.tsx';
import { AwaitSession, RequireSession, RequireVisitor } from './session-guards.tsx';
import { Splash } from './splash.tsx';

/** Addresses of the studio. The workspace is loaded when it is first needed. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: (
        <ArrivalProvider>
          <Outlet />
        </ArrivalProvider>
      ),
      errorElement: <CrashPage />,
      hydrateFallbackElement: <Splash />,
      children: [
        {
          element: <RequireVisitor />,
          children: [
            { path: '/sign-in', element: <SignInPage /> },
            { path: '/sign-up', element: <SignUpPage /> },
            { path: '/forgot-password', element: <ForgotPasswordPage /> },
          ],
        },
        {
          element: <RequireSession />,
          children: [
            { path: '/', element: <HomePage /> },
            {
              path: '/projects/:projectId',
              lazy: async () => ({
                Component: (await import('../features/workspace/workspace-page.tsx')).WorkspacePage,
              }),
            },
          ],
        },
        // The links of mails lead here, whoever is signed in.
        { path: '/reset-password', element: <ResetPasswordPage /> },
        {
          element: <AwaitSession />,
          children: [
            { path: '/verify-email', element: <VerifyEmailPage /> },
            { path: '/invitations/:orgId', element: <InvitationPage /> },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);
}
