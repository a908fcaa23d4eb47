import { Button, Empty, Skeleton } from "antd";
import type { ReactNode } from "react";
import { ApiError, sentenceOf } from "../graphql/client.ts";
import { cutWords } from "./cut.ts";
import styles from "./states.module.css";

interface FailedProps {
  error: unknown;
  onRetry?: () => void;
}

/** A part that could not be loaded: what happened, the id to quote, and the way to try again. */
export function Failed({ error, onRetry }: FailedProps) {
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  return (
    <div className={styles.state} role="alert">
      <p className={styles.sentence}>{sentenceOf(error)}</p>
      {requestId && <p className={styles.hint}>编号 {requestId}，反馈问题时请附上。</p>}
      {onRetry && <Button onClick={onRetry}>重试</Button>}
    </div>
  );
}

interface NothingProps {
  /** What is empty, as a sentence. */
  children: ReactNode;
  /** What to do first. */
  action?: ReactNode;
}

/** A part that holds nothing yet, and what to do about it. */
export function Nothing({ children, action }: NothingProps) {
  return (
    <div className={styles.state}>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children} />
      {action}
    </div>
  );
}

/** Below a list that was cut: how many there are in all. Nothing where all of it is there. */
export function CutNote(props: { shown: number; total: number; unit: string; things: string }) {
  const words = cutWords(props.shown, props.total, props.unit, props.things);
  return words ? <p className={styles.hint}>{words}。</p> : null;
}

/** Rows to come. */
export function LoadingRows({ rows = 5, label = "正在载入" }: { rows?: number; label?: string }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      <Skeleton active title={false} paragraph={{ rows, width: "100%" }} />
    </div>
  );
}

interface PartProps<T> {
  query: { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

/** One query, three states: skeleton, failure with retry, or what `children` makes of the answer. */
export function Part<T>({ query, loading, children }: PartProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <>{loading ?? <LoadingRows />}</>;
}
