import createFetchClient, {
  type Client,
  type ClientPathsWithMethod,
  type FetchResponse,
  type MaybeOptionalInit,
} from 'openapi-fetch';

import { authorizedFetch, type Authorization, type AuthorizedFetch } from './authorized-fetch.ts';
import { NetworkError } from './errors.ts';
import type { paths } from './generated/schema.d.ts';
import type { StreamJobEvents } from './stream-job-events.ts';

export interface ClientOptions extends Authorization {
  /** Where the API is, such as `http://127.0.0.1:3000`. */
  baseUrl: string;
  /** Sent with every request. */
  headers?: Record<string, string>;
  credentials?: RequestCredentials;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type PathOf<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;
type InitOf<Init> = undefined extends Init ? [init?: Init] : [init: Init];
/** The data of the answer, of the branch in which there is one. */
type DataIn<Response> = Response extends { data: infer Data } ? Data : never;
type DataOf<Operation, Init> =
  Operation extends Record<string | number, unknown>
    ? DataIn<FetchResponse<Operation, Init, `${string}/${string}`>>
    : never;

type Call<M extends Method> = <
  Path extends PathOf<M>,
  Init extends MaybeOptionalInit<paths[Path], M>,
>(
  path: Path,
  ...init: InitOf<Init>
) => Promise<DataOf<paths[Path][M], Init>>;

/**
 * The API as typed calls: the path and its parameters go in, the data of the successful answer comes out.
 * A call throws ApiError where the API refused it and NetworkError where no answer came, or but a part of it.
 */
export type ApiClient = { [M in Method]: Call<M> } & { streamJobEvents: StreamJobEvents };

/** Makes a client of the API. Access tokens are renewed once for all requests that need it. */
export function createClient(options: ClientOptions): ApiClient {
  const { baseUrl, headers, credentials, ...authorization } = options;
  const fetch = authorizedFetch(authorization);
  const client = createFetchClient<paths>({
    baseUrl,
    fetch: wholeAnswers(fetch),
    headers,
    credentials,
  });
  const call = (method: Method) => async (path: never, init: never) => {
    const { data } = await client.request(method, path, init);
    return data;
  };
  return {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
    // Fetched when a job is first followed: the schemas of its events outweigh the rest of the client.
    async *streamJobEvents(input) {
      const { streamJobEvents } = await import('./stream-job-events.ts');
      yield* streamJobEvents({ baseUrl, fetch, headers, credentials })(input);
    },
  } as ApiClient;
}

/** Takes an answer in before it is read: only then is a broken connection told from an answer without sense. */
function wholeAnswers(fetch: AuthorizedFetch): AuthorizedFetch {
  return async (request) => {
    const response = await fetch(request);
    if (!response.body) return response;
    try {
      const bytes = await response.arrayBuffer();
      // Chromium has a stream for the answer 204, too, which takes no body where it is made anew.
      return new Response(bytes.byteLength > 0 ? bytes : null, response);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new NetworkError('The connection broke amid the answer.', { cause: error });
    }
  };
}
