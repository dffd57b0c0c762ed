export { createClient, type ApiClient, type ClientOptions } from './create-client.ts';
export { ApiError, NetworkError } from './errors.ts';
export type { StreamJobEvents, StreamJobEventsInput } from './stream-job-events.ts';
export type { paths } from './generated/schema.d.ts';
