import { useQueryClient } from "@tanstack/react-query";
import { App, type FormInstance } from "antd";
import { type RefObject, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, sentenceOf } from "../graphql/client.ts";
import { attemptFor, type Draft, dropDraft, writeDraft } from "./draft.ts";
import { fieldOfPath } from "./formValues.ts";

export interface Saver<V> {
  /**
   * Writes the values.
   * @param version the version they rest on, absent for a new entry
   * @returns the path of the saved entry's page
   */
  save: (values: V, mutationId: string, version: number | undefined) => Promise<string>;
  /** The entry as it is now, for a conflict; absent for a new entry. */
  current?: () => Promise<{ values: V; version: number }>;
  version?: number;
}

export interface Conflict<V> {
  mine: V;
  theirs: V;
  version: number;
}

interface Failure {
  sentence: string;
  requestId?: string;
}

/** Saving: what is wrong goes to its field, a lost network can be tried again, a conflict shows both sides. */
export function useSave<V extends object>(
  form: FormInstance<V>,
  saver: Saver<V>,
  problems: (values: V) => Record<string, string>,
  draftName: string,
  draft: RefObject<Draft<V> | undefined>,
) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [conflict, setConflict] = useState<Conflict<V>>();

  const attempt = async (values: V, version: number | undefined) => {
    const content = JSON.stringify([values, version]);
    const kept = { values, savedAt: Date.now(), attempt: attemptFor(draft.current?.attempt, content) };
    draft.current = kept;
    writeDraft(localStorage, draftName, kept);
    const path = await saver.save(values, kept.attempt.id, version);
    dropDraft(localStorage, draftName);
    await cache.invalidateQueries({ refetchType: "none" });
    message.success("已保存，正在推荐匹配");
    await navigate(path, { replace: true });
  };
  const run = async (values: V, version: number | undefined) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await attempt(values, version);
    } catch (error) {
      await explain(error, values);
    } finally {
      setSaving(false);
    }
  };
  const explain = async (error: unknown, mine: V) => {
    const failed = error instanceof ApiError ? error : undefined;
    if (failed?.code === "CONFLICT" && saver.current) {
      const now = await saver.current().catch(() => undefined);
      if (now) return setConflict({ mine, theirs: now.values, version: now.version });
    }
    const field = failed?.code === "BAD_INPUT" ? fieldOfPath(failed.path) : undefined;
    if (field && form.getFieldInstance(field as never)) {
      form.setFields([{ name: field as never, errors: [failed?.message ?? ""] }]);
      form.scrollToField(field as never, { block: "center", focus: true });
      return;
    }
    setFailure({ sentence: `${sentenceOf(error)}您填写的内容都还在。`, requestId: failed?.requestId });
  };
  return {
    saving,
    failure,
    conflict,
    clear: () => setFailure(undefined),
    submit: async () => {
      const values = form.getFieldsValue(true) as V;
      const wrong = Object.entries(problems(values));
      if (wrong.length === 0) return run(values, conflict?.version ?? saver.version);
      form.setFields(wrong.map(([name, error]) => ({ name: name as never, errors: [error] })));
      form.scrollToField(wrong[0]?.[0] as never, { block: "center", focus: true });
    },
    keepMine: () => {
      if (!conflict) return;
      setConflict(undefined);
      void run(conflict.mine, conflict.version);
    },
    takeTheirs: () => {
      if (!conflict) return;
      form.setFieldsValue(conflict.theirs as never);
      dropDraft(localStorage, draftName);
      draft.current = undefined;
      saver.version = conflict.version;
      setConflict(undefined);
    },
  };
}
