import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import type { ReactNode } from "react";
import { noticeSignedOut } from "../graphql/cache.ts";
import { sentenceOf } from "../graphql/client.ts";

export interface Step {
  work: () => Promise<unknown>;
  /** What is said when it is done; nothing when the screen itself shows it. */
  done?: string;
  /** Names of the queries that it changes. */
  changes?: readonly string[];
}

export interface Asked extends Step {
  /** The question, naming the thing. */
  title: string;
  /** What follows from it. */
  content?: ReactNode;
  /** The word on the button. */
  word: string;
}

/** Takes a step now; `ask` asks before, for what cannot be taken back. Failures are said and what changed is read again. */
export function useStep(): { take: (step: Step) => Promise<boolean>; ask: (step: Asked) => void } {
  const cache = useQueryClient();
  const { message, modal } = App.useApp();
  const take = async ({ work, done, changes = [] }: Step): Promise<boolean> => {
    try {
      await work();
      if (done) message.success(done);
      return true;
    } catch (error) {
      noticeSignedOut(error);
      message.error(sentenceOf(error));
      return false;
    } finally {
      // After a failure too: most often somebody else was there before.
      await Promise.all(changes.map((name) => cache.invalidateQueries({ queryKey: [name] })));
    }
  };
  const ask = ({ title, content, word, ...step }: Asked) =>
    void modal.confirm({
      title,
      content,
      okText: word,
      okButtonProps: { danger: true },
      cancelText: "取消",
      focusable: { autoFocusButton: "cancel" },
      onOk: () => take(step),
    });
  return { take, ask };
}
