import type { FormInstance } from "antd";
import { useEffect, useState } from "react";
import { noticeSignedOut } from "../graphql/cache.ts";
import { ApiError, sentenceOf } from "../graphql/client.ts";

export interface Submitting<V> {
  busy: boolean;
  /** What went wrong and belongs to no field. */
  failure: string | undefined;
  /** Seconds until the server lets it be tried again; 0 when it may be tried now. */
  wait: number;
  run: (values: V) => Promise<void>;
}

interface Options {
  /** The record was changed meanwhile: reads it again, before the sentence is shown. */
  onConflict?: () => Promise<unknown>;
}

/** Sends a form: what is wrong with a field is said at the field, the rest above the button; nothing typed is lost. */
export function useSubmit<V extends object>(
  form: FormInstance<V>,
  submit: (values: V) => Promise<unknown>,
  { onConflict }: Options = {},
): Submitting<V> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [wait, setWait] = useCountdown();
  const explain = async (error: unknown) => {
    noticeSignedOut(error);
    const failed = error instanceof ApiError ? error : undefined;
    if (failed?.code === "LIMIT") setWait(Number(failed.facts.retryAfterSeconds) || 0);
    if (failed?.code === "CONFLICT") await onConflict?.();
    const field = failed?.path.at(-1);
    if (failed && field && field in form.getFieldsValue()) {
      form.setFields([{ name: field as never, errors: [failed.message] }]);
      form.scrollToField(field as never, { block: "center", focus: true });
    } else setFailure(sentenceOf(error));
  };
  return {
    busy,
    failure,
    wait,
    run: async (values) => {
      setBusy(true);
      setFailure(undefined);
      try {
        await submit(values);
      } catch (error) {
        await explain(error);
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Seconds that run down to 0. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
