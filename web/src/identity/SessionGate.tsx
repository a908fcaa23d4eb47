import { type ReactNode, useEffect } from "react";
import { useLocation } from "react-router";
import { signedOutEvent } from "../graphql/cache.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { LoadingRows, Part } from "../ui/states.tsx";
import { meDocument } from "./documents.ts";
import { ChangePasswordPage, SignInPage } from "./door/SignInPage.tsx";
import { MeProvider } from "./session.tsx";

/** Asks who is looking before anything else; shows signing in where nothing else is possible. The address stays. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQueryDocument(meDocument, {});
  const { refetch } = session;
  const { pathname } = useLocation();
  useEffect(() => {
    const again = () => void refetch();
    window.addEventListener(signedOutEvent, again);
    return () => window.removeEventListener(signedOutEvent, again);
  }, [refetch]);
  return (
    <Part query={session} loading={<LoadingRows rows={8} />}>
      {({ me }) => {
        if (me.mustChangePassword) return <ChangePasswordPage />;
        const asked = pathname === "/signin" && me.kind !== "account";
        if (asked || (me.kind === "anonymous" && !me.demo.on))
          return <SignInPage singleSignOn={me.singleSignOn} demo={me.demo.on} />;
        return <MeProvider me={me}>{children}</MeProvider>;
      }}
    </Part>
  );
}
