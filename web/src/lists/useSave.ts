import { useQueryClient } from "@tanstack/react-query";
import { App, type FormInstance } from "antd";
import { type RefObject, useState } from "react";
import { useNavigate } from "react-router";
import type { EntryState } from "../generated/graphql.ts";
import { ApiError, sentenceOf } from "../graphql/client.ts";
import { attemptFor, type Draft, dropDraft, writeDraft } from "./draft.ts";
import { fieldOfPath } from "./formValues.ts";

export interface SavedEntry {
  /** Of its page. */
  path: string;
  state: EntryState;
}

export interface Saver<V> {
  /**
   * Writes the values.
   * @param version the version they rest on, absent for a new entry
   * @param asDraft keeps them without submitting
   */
  save: (values: V, mutationId: string, version: number | undefined, asDraft: boolean) => Promise<SavedEntry>;
  /** The entry as it is now, for a conflict; absent for a new entry. */
  current?: () => Promise<{ values: V; version: number }>;
  version?: number;
}

export interface Conflict<V> {
  mine: V;
  theirs: V;
  version: number;
  asDraft: boolean;
}

interface Failure {
  sentence: string;
  requestId?: string;
}

const savedWords: Partial<Record<EntryState, string>> = {
  draft: "草稿已保存，只有本单位和联盟统筹能看到",
  pendingReview: "已提交，等待审核",
};

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

  const attempt = async (values: V, version: number | undefined, asDraft: boolean) => {
    const content = JSON.stringify([values, version, asDraft]);
    const kept = { values, savedAt: Date.now(), attempt: attemptFor(draft.current?.attempt, content) };
    draft.current = kept;
    writeDraft(localStorage, draftName, kept);
    const { path, state } = await saver.save(values, kept.attempt.id, version, asDraft);
    dropDraft(localStorage, draftName);
    await cache.invalidateQueries({ refetchType: "none" });
    message.success(savedWords[state] ?? "已保存，正在推荐匹配");
    await navigate(path, { replace: true });
  };
  const run = async (values: V, version: number | undefined, asDraft: boolean) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await attempt(values, version, asDraft);
    } catch (error) {
      await explain(error, values, asDraft);
    } finally {
      setSaving(false);
    }
  };
  const explain = async (error: unknown, mine: V, asDraft: boolean) => {
    const failed = error instanceof ApiError ? error : undefined;
    if (failed?.code === "CONFLICT" && saver.current) {
      const now = await saver.current().catch(() => undefined);
      if (now) return setConflict({ mine, theirs: now.values, version: now.version, asDraft });
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
    submit: async (asDraft = false) => {
      const values = form.getFieldsValue(true) as V;
      const wrong = Object.entries(problems(values));
      if (wrong.length === 0) return run(values, conflict?.version ?? saver.version, asDraft);
      form.setFields(wrong.map(([name, error]) => ({ name: name as never, errors: [error] })));
      form.scrollToField(wrong[0]?.[0] as never, { block: "center", focus: true });
    },
    keepMine: () => {
      if (!conflict) return;
      setConflict(undefined);
      void run(conflict.mine, conflict.version, conflict.asDraft);
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
