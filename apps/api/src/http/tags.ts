/** What the operations of the API are about, in the order in which people read of them. */
export const TAGS = {
  Authentication: 'Sign up, sign in, and keep a session.',
  Account: 'What users do with their own account.',
  'API keys': 'Credentials of programs, bound to one organization and to scopes.',
  Organizations: 'Who owns projects, and whose limits count.',
  Members: 'Who belongs to an organization, with which role, and who is invited.',
  Audit: 'Who did what in an organization.',
  Projects: 'Apps that are made in the studio.',
  Environments: 'Variables and keys of providers, which can be set and never read again.',
  Files: 'The files of a project: read, save, move, import, and name a state of them.',
  Revisions: 'The states that a project was in; none is ever lost.',
  Generation: 'Jobs that turn a prompt into a verified app.',
  Previews: 'Where a revision runs.',
  Library: 'Components, templates and snippets to use again.',
  Artifacts: 'What was made of a project for others to fetch, each at an address of its own.',
  Exports: 'Archives of a project to take away.',
  GitHub: 'Push projects to repositories, and begin projects with one.',
  Tools: 'For assistants and agents that speak the Model Context Protocol.',
  'Data rights': 'All data of a user or an organization, to take away.',
  Webhooks: 'Addresses that are told what happens, signed, and what they were told.',
  System: 'For monitors and other programs of the operator.',
} as const satisfies Record<string, string>;

export type Tag = keyof typeof TAGS;
