import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMe } from "../identity/session.tsx";
import { chainSubjectsDocument, demandSubjectsDocument, subjectDocument } from "./documents.ts";
import type { Question } from "./questions.ts";
import type { Subjects } from "./SubjectSelect.tsx";

interface SubjectsState {
  /** Absent while it is read. */
  subjects: Subjects | undefined;
  /** What the view is about now; absent while it is read, or where there is nothing it could be about. */
  id: string | undefined;
  error: unknown;
  retry: () => void;
}

/**
 * What a question can be asked about, and what it is asked about now: what the address says, else what the person's role is
 * over, else the first there is.
 */
export function useSubjects(question: Question, hubs: Subjects, asked: string | null): SubjectsState {
  const { roles } = useMe();
  const own = new Set(roles.flatMap(({ place }) => (place ? [place.id] : [])));
  const chains = useQueryDocument(chainSubjectsDocument, {}, { enabled: question === "chain" });
  const demands = useQueryDocument(demandSubjectsDocument, {}, { enabled: question === "match" });
  const firstHub = hubs.options[0]?.id ?? "";
  const centreId = asked ?? firstHub;
  const centre = useQueryDocument(
    subjectDocument,
    { id: centreId },
    { enabled: question === "explore" && centreId !== firstHub },
  );
  const query = {
    alliance: undefined,
    organizations: undefined,
    chain: chains,
    match: demands,
    explore: centre,
  }[question];
  const state = { error: query?.error ?? undefined, retry: () => void query?.refetch() };
  if (question === "explore") {
    const named = centre.data?.neighbourhood.nodes ?? [];
    const others = hubs.options.filter(({ id }) => !named.some((node) => node.id === id));
    return { ...state, subjects: { ...hubs, options: [...named, ...others] }, id: centreId };
  }
  const subjects =
    question === "chain"
      ? chains.data && {
          options: chains.data.chains,
          total: chains.data.chainCount,
          unit: "条",
          things: "产业链",
        }
      : question === "match"
        ? demands.data && {
            options: demands.data.demands.nodes.map(({ id, title, text }) => ({ id, name: title || text })),
            total: demands.data.demands.totalCount,
            unit: "条",
            things: "在用需求",
          }
        : hubs;
  const mine = chains.data?.chains.find(
    (chain) => own.has(chain.id) || chain.alliances.some((alliance) => own.has(alliance.id)),
  )?.id;
  const listed = subjects?.options.find(({ id }) => id === asked)?.id;
  // A need behind the first fifty can still be what the address asks for.
  const beyond = question === "match" ? (asked ?? undefined) : undefined;
  const id = listed ?? beyond ?? (question === "chain" ? mine : undefined) ?? subjects?.options[0]?.id;
  return { ...state, subjects, id };
}
