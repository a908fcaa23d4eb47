import { closeAfterFile } from "./closing.ts";

export interface EventStream {
  status: number;
  /** What came so far, as GraphQL results. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  events: any[];
  /** The next result after those already taken. @throws when none comes in time */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  next(withinMs?: number): Promise<any>;
  /** Resolves when the server ended it. */
  ended: Promise<void>;
  close(): void;
}

/** Opens a subscription over server-sent events, as a page's EventSource does. */
export async function openEvents(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const stop = new AbortController();
  closeAfterFile(() => stop.abort());
  const asked = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(`${url}/graphql?${asked}`, {
    headers: { accept: "text/event-stream", ...headers },
    signal: stop.signal,
  });
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const events: any[] = [];
  let taken = 0;
  let news: () => void = () => undefined;
  const read = async (): Promise<void> => {
    let rest = "";
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return;
      const blocks = (rest + part.value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (data) events.push(JSON.parse(data));
      }
      news();
    }
  };
  const ended = read().catch(() => undefined);
  return {
    status: response.status,
    events,
    ended,
    close: () => stop.abort(),
    next: async (withinMs = 10_000) => {
      const until = Date.now() + withinMs;
      while (events.length <= taken) {
        const left = until - Date.now();
        if (left <= 0) throw new Error(`no event within ${withinMs} ms`);
        await new Promise<void>((resolve) => {
          news = resolve;
          setTimeout(resolve, left);
        });
      }
      taken += 1;
      return events[taken - 1];
    },
  };
}
