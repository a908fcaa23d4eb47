import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { MeFieldsFragment, Permission } from "../generated/graphql.ts";
import { signedOutEvent } from "../graphql/cache.ts";
import { keyOf, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { LoadingRows, Part } from "../ui/states.tsx";
import { meDocument } from "./documents.ts";
import { ChangePasswordPage, SignInPage } from "./SignInPage.tsx";

export type Me = MeFieldsFragment;

const MeContext = createContext<Me | undefined>(undefined);

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

/** Asks who is looking before anything else; shows signing in where nothing else is possible. The address stays. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQueryDocument(meDocument, {});
  const { refetch } = session;
  useEffect(() => {
    const again = () => void refetch();
    window.addEventListener(signedOutEvent, again);
    return () => window.removeEventListener(signedOutEvent, again);
  }, [refetch]);
  return (
    <Part query={session} loading={<LoadingRows rows={8} />}>
      {({ me }) => {
        if (me.mustChangePassword) return <ChangePasswordPage />;
        if (me.kind === "anonymous" && !me.demo.on) return <SignInPage singleSignOn={me.singleSignOn} />;
        return <MeContext value={me}>{children}</MeContext>;
      }}
    </Part>
  );
}
