import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { useState } from "react";
import { RouterProvider } from "react-router";
import { createCache } from "./graphql/cache.ts";
import { createRouter } from "./routes.tsx";
import { themeFor } from "./ui/theme.ts";
import { useCalm } from "./ui/useMedia.ts";

/** The whole application: theme, language, cache and routes. */
export function App() {
  const [cache] = useState(createCache);
  const [router] = useState(createRouter);
  const calm = useCalm();
  return (
    <ConfigProvider theme={themeFor(calm)} locale={zhCN} button={{ autoInsertSpace: false }}>
      <AntApp message={{ maxCount: 3 }} style={{ height: "100%" }}>
        <QueryClientProvider client={cache}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
