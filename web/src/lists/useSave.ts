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

/** What a form keeps in the browser: its name there, and what it holds. */
export interface KeptDraft<V> {
  name: string;
  held: RefObject<Draft<V> | undefined>;
}

/** One try at writing: kept first, so that a lost answer can be asked for again, and dropped when it is done. */
function useAttempt<V extends object>(saver: Saver<V>, draft: KeptDraft<V>) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return async (values: V, version: number | undefined, asDraft: boolean) => {
    const content = JSON.stringify([values, version, asDraft]);
    const attempt = attemptFor(draft.held.current?.attempt, content);
    draft.held.current = { values, version, savedAt: Date.now(), attempt };
    writeDraft(localStorage, draft.name, draft.held.current);
    const { path, state } = await saver.save(values, attempt.id, version, asDraft);
    dropDraft(localStorage, draft.name);
    await cache.invalidateQueries({ refetchType: "none" });
    message.success(savedWords[state] ?? "已保存，正在推荐匹配");
    await navigate(path, { replace: true });
  };
}

/** Says at their fields what is wrong, and goes to the first. */
function showProblems<V extends object>(form: FormInstance<V>, wrong: readonly [string, string][]): void {
  form.setFields(wrong.map(([name, error]) => ({ name: name as never, errors: [error] })));
  form.scrollToField(wrong[0]?.[0] as never, { block: "center", focus: true });
}

/** The conflict that a refused write met, with what the entry is now; undefined when it was refused for another reason. */
async function conflictOf<V>(
  error: unknown,
  saver: Saver<V>,
  mine: V,
  asDraft: boolean,
): Promise<Conflict<V> | undefined> {
  if (!(error instanceof ApiError) || error.code !== "CONFLICT" || !saver.current) return undefined;
  const now = await saver.current().catch(() => undefined);
  return now && { mine, theirs: now.values, version: now.version, asDraft };
}

/** The field that a refused write names, if the form shows it. */
function fieldRefused<V extends object>(error: unknown, form: FormInstance<V>): string | undefined {
  const named = error instanceof ApiError && error.code === "BAD_INPUT" ? fieldOfPath(error.path) : undefined;
  return named && form.getFieldInstance(named as never) ? named : undefined;
}

/** Writing under way and what became of it. */
function useWriting<V extends object>(form: FormInstance<V>, saver: Saver<V>, draft: KeptDraft<V>) {
  const attempt = useAttempt(saver, draft);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [conflict, setConflict] = useState<Conflict<V>>();
  const explain = async (error: unknown, mine: V, asDraft: boolean) => {
    const met = await conflictOf(error, saver, mine, asDraft);
    if (met) return setConflict(met);
    const field = fieldRefused(error, form);
    if (field) return showProblems(form, [[field, sentenceOf(error)]]);
    const requestId = error instanceof ApiError ? error.requestId : undefined;
    setFailure({ sentence: `${sentenceOf(error)}您填写的内容都还在。`, requestId });
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
  return { saving, failure, conflict, setConflict, run, clear: () => setFailure(undefined) };
}

/** Saving: what is wrong goes to its field, a lost network can be tried again, a conflict shows both sides. */
export function useSave<V extends object>(
  form: FormInstance<V>,
  saver: Saver<V>,
  problems: (values: V) => Record<string, string>,
  draft: KeptDraft<V>,
) {
  const { run, conflict, setConflict, ...writing } = useWriting(form, saver, draft);
  // What was typed on an old version is sent as resting on it: a newer one must not be overwritten unseen.
  const restsOn = () => conflict?.version ?? (draft.held.current ?? saver).version;
  return {
    ...writing,
    conflict,
    submit: async (asDraft = false) => {
      const values = form.getFieldsValue(true) as V;
      const wrong = Object.entries(problems(values));
      if (wrong.length > 0) return showProblems(form, wrong);
      return run(values, restsOn(), asDraft);
    },
    keepMine: () => {
      if (!conflict) return;
      setConflict(undefined);
      void run(conflict.mine, conflict.version, conflict.asDraft);
    },
    takeTheirs: () => {
      if (!conflict) return;
      form.setFieldsValue(conflict.theirs as never);
      dropDraft(localStorage, draft.name);
      draft.held.current = undefined;
      saver.version = conflict.version;
      setConflict(undefined);
    },
  };
}
