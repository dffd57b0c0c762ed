export * from './data-rights.ts';
export * from './identity.ts';
export * from './jobs.ts';
export * from './library.ts';
export * from './mail.ts';
export * from './operations.ts';
export * from './projects.ts';
export * from './secrets.ts';
