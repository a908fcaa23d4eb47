import type { Permission, TodayKind, TodayMove } from "../generated/resolvers.ts";
import type { ApiContext } from "./context.ts";

/** One thing that waits. */
export interface TodayItem {
  id: string;
  title: string;
  /** What else is to be known, in a few words. */
  about: string | null;
  /** Since when it waits: an instant or a day, ISO. */
  since: string | null;
  /** The day by which it is to be done, ISO. */
  dueOn: string | null;
  /** Where it is done: an address of the web app. */
  path: string;
  example: boolean;
  /** It has waited longer than it should, and whoever answers for the alliance may help. */
  stuck: boolean;
}

/** What waits of one kind: the most pressing first, with how many there are in all. */
export interface TodayPage {
  totalCount: number;
  exampleCount: number;
  items: TodayItem[];
}

/** What a capability puts on 今日. */
export interface TodaySource {
  kind: TodayKind;
  /** Whose move it is. */
  move: TodayMove;
  /** It is asked of whoever holds one of these. */
  permissions: readonly Permission[];
  /** At most `first` items. */
  read(context: ApiContext, first: number): Promise<TodayPage>;
}

/** A page out of all that waits, in its order. */
export const pageOfAll = (all: readonly TodayItem[], first: number): TodayPage => ({
  totalCount: all.length,
  exampleCount: all.filter(({ example }) => example).length,
  items: all.slice(0, first),
});

const dayMs = 86_400_000;

/** Whole days from a day or an instant to a day, ISO; negative when it lies ahead. */
export const daysSince = (since: string, today: string): number =>
  Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${since.slice(0, 10)}T00:00:00Z`)) / dayMs);
