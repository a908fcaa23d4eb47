import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { MeFieldsFragment, Permission } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { keyOf } from "../graphql/useQueryDocument.ts";
import { meDocument } from "./documents.ts";

export type Me = MeFieldsFragment;

const MeContext = createContext<Me | undefined>(undefined);

export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => (
  <MeContext value={me}>{children}</MeContext>
);

/** Who is looking. Only below `SessionGate`. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside of SessionGate");
  return me;
}

/** Whether the viewer may do something; what is not allowed is not offered (the server refuses it anyhow). */
export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission);

/** Takes the session that a sign-in or a change of role answered with; all that was read before is forgotten. */
export function useTakeMe(): (me: Me) => void {
  const cache = useQueryClient();
  return (me) => {
    const own = keyOf(meDocument, {});
    const others = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== own[0] };
    // Not `clear`: what is on the screen would hold on to the answers it has.
    cache.setQueryData(own, { me });
    cache.removeQueries({ ...others, type: "inactive" });
    void cache.resetQueries(others);
  };
}

/** Asks anew who is looking, after a step that ended this session. */
export function useAskAgain(): () => Promise<void> {
  const takeMe = useTakeMe();
  return async () => takeMe((await send(meDocument, {})).me);
}
