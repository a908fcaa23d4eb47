import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { fewerLines } from "../canvas/fewerLines.ts";
import type { Drawing } from "../canvas/types.ts";
import { send } from "../graphql/client.ts";
import { keyOf } from "../graphql/useQueryDocument.ts";
import type { VisualKind } from "../ui/kinds.ts";
import { linksDocument } from "./documents.ts";
import {
  expand,
  isShown,
  type Knowledge,
  learn,
  neighbourIds,
  reveal,
  type Shown,
  toDrawing,
  toggleKind,
} from "./knowledge.ts";
import type { Opening } from "./openings.ts";

/** Neighbours asked for at once; the drawing takes ten of them a step. */
const neighbourLimit = 300;

interface GraphState {
  known: Knowledge;
  shown: Shown;
  /** `lines`: how many there are, those not drawn for their number included. */
  drawing: Drawing & { lines: number };
  toggle: (kind: VisualKind) => void;
  /** Adds up to ten neighbours; resolves when they are drawn. */
  expandNode: (id: string) => Promise<void>;
  /** Makes a node visible, fetching how it hangs together with what is drawn. */
  focusNode: (id: string) => Promise<void>;
}

/** The state of a drawing: what is known, what is shown, and the steps that add to it. Begins anew only with its component. */
export function useGraph(opening: Opening): GraphState {
  const cache = useQueryClient();
  const [state, setState] = useState({ known: opening.known, shown: opening.shown });
  const fetchLinks = useCallback(
    (id: string) =>
      cache.fetchQuery({
        queryKey: keyOf(linksDocument, { id, first: neighbourLimit }),
        queryFn: () => send(linksDocument, { id, first: neighbourLimit }),
        staleTime: 30_000,
      }),
    [cache],
  );
  const expandNode = useCallback(
    async (id: string) => {
      const { neighbourhood } = await fetchLinks(id);
      setState(({ known, shown }) => expand(learn(known, neighbourhood), shown, id));
    },
    [fetchLinks],
  );
  const focusNode = useCallback(
    async (id: string) => {
      const place = state.known.nodes.get(id);
      if (place && isShown(place, state.shown) && state.known.places.has(id)) return;
      if (place && state.known.places.has(id)) {
        setState(({ known, shown }) => reveal(known, shown, [id], undefined));
        return;
      }
      const { neighbourhood } = await fetchLinks(id);
      setState(({ known, shown }) => {
        const learnt = learn(known, neighbourhood);
        const anchor = neighbourIds(learnt, id).find((other) => learnt.places.has(other));
        return reveal(learnt, shown, anchor ? [anchor, id] : [id], anchor);
      });
    },
    [fetchLinks, state],
  );
  const drawing = useMemo(() => {
    const whole = toDrawing(state.known, state.shown, opening.centreId, opening.labelSide);
    return { ...whole, edges: fewerLines(whole.edges), lines: whole.edges.length, guides: opening.guides };
  }, [state, opening]);
  const toggle = (kind: VisualKind) =>
    setState(({ known, shown }) => ({ known, shown: toggleKind(known, shown, kind) }));
  return { ...state, drawing, toggle, expandNode, focusNode };
}
