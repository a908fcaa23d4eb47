import { App, Button } from "antd";
import { useCallback, useRef } from "react";
import { sentenceOf } from "../graphql/client.ts";

/** Seconds in which a step can be taken back. */
export const undoSeconds = 10;

/**
 * Offers to take a finished step back for ten seconds, in place of asking before it.
 * @returns a function of the sentence that says what was done and of the step back itself
 */
export function useUndo(): (done: string, undo: () => Promise<unknown>) => void {
  const { notification, message } = App.useApp();
  const before = useRef<string>(undefined);
  return useCallback(
    (done, undo) => {
      const key = `undo-${Date.now()}`;
      // The step before can no longer be taken back by itself.
      if (before.current) notification.destroy(before.current);
      before.current = key;
      const takeBack = async () => {
        notification.destroy(key);
        try {
          await undo();
          message.success("已撤销");
        } catch (error) {
          message.error(sentenceOf(error));
        }
      };
      notification.open({
        key,
        title: done,
        duration: undoSeconds,
        showProgress: true,
        pauseOnHover: true,
        placement: "bottom",
        role: "status",
        actions: (
          <Button size="small" onClick={() => void takeBack()}>
            撤销
          </Button>
        ),
      });
    },
    [notification, message],
  );
}
