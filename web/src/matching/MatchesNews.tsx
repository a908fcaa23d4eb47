import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import type { MatchesChangedSubscription } from "../generated/graphql.ts";
import { useEvents } from "../graphql/useEvents.ts";
import { matchesChangedDocument } from "./documents.ts";

interface MatchesNewsProps {
  side: "offers" | "demands";
  /** The need or offer asked about. */
  id: string;
  /** Ids of the pairs that are shown. */
  known: readonly string[];
  first: number;
  onUpdate: () => void;
}

type Change = MatchesChangedSubscription["matchesChanged"];

/** Says that other pairs belong on the list than those that stand there; they come when somebody asks for them. */
export function MatchesNews({ side, id, known, first, onUpdate }: MatchesNewsProps) {
  const [change, setChange] = useState<Change>();
  const shown = known.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is on the screen: what was said of the last one is over
  useEffect(() => setChange(undefined), [shown]);
  const about = side === "offers" ? { demandId: id } : { offerId: id };
  useEvents(
    matchesChangedDocument,
    { ...about, known: [...known], first },
    { enabled: true, onEvent: ({ matchesChanged }) => setChange(matchesChanged), onGap: onUpdate },
  );
  return (
    <div role="status">
      {change && (
        <Alert
          type="info"
          title={sentenceOf(change)}
          action={
            <Button size="small" onClick={onUpdate}>
              更新推荐
            </Button>
          }
        />
      )}
    </div>
  );
}

const sentenceOf = ({ added, removed }: Change): string =>
  `推荐有变化：${[added > 0 && `新增 ${added} 条`, removed > 0 && `${removed} 条不再靠前`].filter(Boolean).join("，")}`;
