import type { ComponentType } from "react";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Frame } from "./frame/Frame.tsx";
import { NotFound, PageCrash } from "./frame/Trouble.tsx";

/** A page in a chunk of its own. */
function page(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }), errorElement: <PageCrash /> };
}

/** The application's addresses. Every node has one, so that each link leads somewhere. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Frame />,
      errorElement: <PageCrash />,
      hydrateFallbackElement: <div />,
      children: [
        { index: true, element: <Navigate to="/alliance" replace /> },
        { path: "/signin", element: <Navigate to="/" replace /> },
        page("/alliance", async () => (await import("./explore/AlliancePage.tsx")).AlliancePage),
        page("/n/:id", async () => (await import("./explore/NodePage.tsx")).NodePage),
        page("/lists", async () => (await import("./lists/ListsPage.tsx")).ListsPage),
        page("/matching", async () => (await import("./matching/MatchingPage.tsx")).MatchingPage),
        page("/demands/new", async () => (await import("./lists/DemandFormPage.tsx")).NewDemandPage),
        page("/demands/:id", async () => (await import("./matching/DemandPage.tsx")).DemandPage),
        page("/demands/:id/edit", async () => (await import("./lists/DemandFormPage.tsx")).EditDemandPage),
        page("/offers/new", async () => (await import("./lists/OfferFormPage.tsx")).NewOfferPage),
        page("/offers/:id", async () => (await import("./matching/OfferPage.tsx")).OfferPage),
        page("/offers/:id/edit", async () => (await import("./lists/OfferFormPage.tsx")).EditOfferPage),
        page("/chains", async () => (await import("./chain/ChainsPage.tsx")).ChainsPage),
        page("/programmes", async () => (await import("./alliance/ProgrammesPage.tsx")).ProgrammesPage),
        { path: "*", element: <NotFound /> },
      ],
    },
  ]);
}
