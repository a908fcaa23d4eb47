import type { ComponentType } from "react";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { NotFound, PageCrash } from "./frame/Trouble.tsx";
import { SessionGate } from "./identity/SessionGate.tsx";
import { useMe } from "./identity/session.tsx";

/** A page in a chunk of its own. */
function page(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }), errorElement: <PageCrash /> };
}

/** What opens first: what waits, for those whom anything can wait for; else the picture of the alliance. */
function Home() {
  const { roles } = useMe();
  return <Navigate to={roles.length > 0 ? "/today" : "/alliance"} replace />;
}

/** The application's addresses. Every node has one, so that each link leads somewhere. */
export function createRouter() {
  return createBrowserRouter([
    // Whoever comes by a link is let in by it: outside of the gate.
    page("/invite", async () => (await import("./identity/door/InvitePage.tsx")).InvitePage),
    page("/share", async () => (await import("./identity/door/SharePage.tsx")).SharePage),
    {
      element: (
        <SessionGate>
          <Frame />
        </SessionGate>
      ),
      errorElement: <PageCrash />,
      hydrateFallbackElement: <div />,
      children: [
        { index: true, element: <Home /> },
        page("/today", async () => (await import("./today/TodayPage.tsx")).TodayPage),
        { path: "/signin", element: <Navigate to="/" replace /> },
        page("/alliance", async () => (await import("./explore/AlliancePage.tsx")).AlliancePage),
        page("/n/:id", async () => (await import("./explore/NodePage.tsx")).NodePage),
        page("/lists", async () => (await import("./lists/ListsPage.tsx")).ListsPage),
        page(
          "/consolidation",
          async () => (await import("./consolidation/ConsolidationPage.tsx")).ConsolidationPage,
        ),
        page("/lists/settings", async () => (await import("./lists/ListSettingsPage.tsx")).ListSettingsPage),
        page("/lists/import", async () => (await import("./imports/ImportPage.tsx")).ImportPage),
        page("/matching", async () => (await import("./matching/MatchingPage.tsx")).MatchingPage),
        page("/matching/plans", async () => (await import("./assignment/PlansPage.tsx")).PlansPage),
        page("/matching/weights", async () => (await import("./matching/WeightsPage.tsx")).WeightsPage),
        page("/matching/apart", async () => (await import("./barring/BarsPage.tsx")).BarsPage),
        page("/matching/exchange", async () => (await import("./exchange/ExchangePage.tsx")).ExchangePage),
        page("/demands/new", async () => (await import("./lists/DemandFormPage.tsx")).NewDemandPage),
        page("/demands/:id", async () => (await import("./matching/DemandPage.tsx")).DemandPage),
        page("/demands/:id/edit", async () => (await import("./lists/DemandFormPage.tsx")).EditDemandPage),
        page("/offers/new", async () => (await import("./lists/OfferFormPage.tsx")).NewOfferPage),
        page("/offers/:id", async () => (await import("./matching/OfferPage.tsx")).OfferPage),
        page("/offers/:id/edit", async () => (await import("./lists/OfferFormPage.tsx")).EditOfferPage),
        page("/projects", async () => (await import("./projects/ProjectsPage.tsx")).ProjectsPage),
        page("/projects/tour", async () => (await import("./projects/TourPage.tsx")).TourPage),
        page(
          "/projects/settings",
          async () => (await import("./projects/EvaluationSettingsPage.tsx")).EvaluationSettingsPage,
        ),
        page("/projects/:id", async () => (await import("./projects/ProjectPage.tsx")).ProjectPage),
        page("/membership", async () => (await import("./membership/MembershipPage.tsx")).MembershipPage),
        page("/membership/rules", async () => (await import("./membership/RulesPage.tsx")).RulesPage),
        page("/membership/:id", async () => (await import("./membership/CasePage.tsx")).CasePage),
        page("/register", async () => (await import("./register/RegisterPage.tsx")).RegisterPage),
        page(
          "/register/duplicates",
          async () => (await import("./merging/DuplicatesPage.tsx")).DuplicatesPage,
        ),
        page(
          "/register/alliances/:id",
          async () => (await import("./register/AllianceRegisterPage.tsx")).AllianceRegisterPage,
        ),
        page("/coverage", async () => (await import("./coverage/CoveragePage.tsx")).CoveragePage),
        page("/gaps", async () => (await import("./investment/GapsPage.tsx")).GapsPage),
        page("/gaps/:id", async () => (await import("./investment/GapPage.tsx")).GapPage),
        page("/chains", async () => (await import("./chain/ChainsPage.tsx")).ChainsPage),
        page("/programmes", async () => (await import("./alliance/ProgrammesPage.tsx")).ProgrammesPage),
        page("/me", async () => (await import("./identity/own/OwnPage.tsx")).OwnPage),
        page("/accounts", async () => (await import("./identity/accounts/AccountsPage.tsx")).AccountsPage),
        page("/audit", async () => (await import("./identity/audit/AuditPage.tsx")).AuditPage),
        page("/status", async () => (await import("./operations/StatusPage.tsx")).StatusPage),
        { path: "*", element: <NotFound /> },
      ],
    },
  ]);
}
