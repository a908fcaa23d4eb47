import { useEffect, useRef, useState } from "react";
import { noticeSignedOut } from "../graphql/cache.ts";
import { sentenceOf } from "../graphql/client.ts";
import { sendNoting } from "../graphql/files.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { problemOf } from "./words.ts";

/** A file on its way to a thing. */
export interface Upload {
  /** Also the client's key: sent again after a lost answer, it is attached once. */
  key: string;
  file: File;
  /** How much of it has left, 0..1. */
  share: number;
  failure: string | undefined;
}

/** Names of the queries that an upload changes. */
export const attachmentQueries = ["Attachments", "Project"] as const;

/** Sends files one after the other; one that fails waits for another try and keeps nobody waiting. */
export function useUploads(targetId: string, mostBytes: number) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [told, setTold] = useState("");
  const queue = useRef(Promise.resolve());
  const stops = useRef(new Map<string, AbortController>());
  const refresh = useRefresh(attachmentQueries);
  // What is on its way when the page is left is called off: nobody would see what became of it.
  useEffect(() => {
    const { current } = stops;
    return () => {
      for (const stop of current.values()) stop.abort();
    };
  }, []);
  const put = (key: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const drop = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));

  const send = async ({ key, file }: Upload, stop: AbortController) => {
    if (stop.signal.aborted) return;
    try {
      await sendNoting(`/files?to=${encodeURIComponent(targetId)}`, file, {
        headers: { "x-client-mutation-id": key },
        onProgress: (share) => put(key, { share }),
        signal: stop.signal,
      });
      await refresh();
      drop(key);
      setTold(`已附上 ${file.name}`);
    } catch (error) {
      if (stop.signal.aborted) return;
      noticeSignedOut(error);
      put(key, { failure: sentenceOf(error), share: 0 });
    }
  };
  const begin = (upload: Upload) => {
    const stop = new AbortController();
    stops.current.set(upload.key, stop);
    queue.current = queue.current.then(() => send(upload, stop));
  };
  return {
    uploads,
    /** What a reader of the screen is told. */
    told,
    add: (files: Iterable<File>) => {
      const added = [...files].map(
        (file): Upload => ({ key: newMutationId(), file, share: 0, failure: problemOf(file, mostBytes) }),
      );
      setUploads((all) => [...all, ...added]);
      for (const upload of added) if (upload.failure === undefined) begin(upload);
    },
    retry: (upload: Upload) => {
      const failure = problemOf(upload.file, mostBytes);
      put(upload.key, { failure, share: 0 });
      if (failure === undefined) begin(upload);
    },
    giveUp: (key: string) => {
      stops.current.get(key)?.abort();
      drop(key);
    },
  };
}
