import type { Route } from '../http/define-route.ts';

/** Every endpoint below `/api/v1`. One line a resource. */
export const routes: readonly Route[] = [];
