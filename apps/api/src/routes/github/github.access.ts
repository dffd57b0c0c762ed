import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  pushToGithub: {
    // Nothing gives the world's project access to GitHub.
    answers: least('editor', 'exports', 409),
    call: () => ({ body: { repository: 'octo/shop', message: 'From the studio' } }),
  },
  importFromGithub: {
    // Nobody of the world has an account there.
    answers: least('admin', ['imports', 'write'], 409),
    call: () => ({ body: { repository: 'octo/shop', credential: 'account' } }),
  },
  listGithubBranches: { answers: least('viewer', 'read') },
};
