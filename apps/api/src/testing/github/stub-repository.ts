import type { StubAnswer } from '../oauth/stub-server.ts';
import type { GitRepository } from './git-repository.ts';

export interface StubRepository {
  id: number;
  /** `owner/name`. */
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  git: GitRepository;
}

/** As GitHub answers what it does not do. */
export function refusal(status: number, message: string): StubAnswer {
  return { status, json: { message, documentation_url: 'https://docs.example.com', status } };
}
