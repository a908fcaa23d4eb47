import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { MeFieldsFragment, Permission } from "../generated/graphql.ts";
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
    cache.clear();
    cache.setQueryData(keyOf(meDocument, {}), { me });
  };
}
