/** What a request brings beside its document, and what its answer takes back: where it comes from, and its cookies. */
export interface Exchange {
  /** Address of the caller; behind a proxy the one it vouches for. */
  address: string | null;
  userAgent: string | null;
  /** Whether the connection to the caller is TLS. */
  secure: boolean;
  cookies: Readonly<Record<string, string | undefined>>;
  /** Value of a Bearer authorization, if any. */
  bearer: string | null;
  /** Adds a Set-Cookie header to the answer. */
  setCookie(header: string): void;
}

/** For requests made in process: no address, no cookies. */
export const noExchange = (): Exchange => ({
  address: null,
  userAgent: null,
  secure: false,
  cookies: {},
  bearer: null,
  setCookie: () => undefined,
});
