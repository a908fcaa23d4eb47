import { existsSync } from "node:fs";
import { join } from "node:path";
import compression from "compression";
import express, { type RequestHandler, Router } from "express";
import helmet from "helmet";

/** Headers of pages. Styles may stand inline: the component library writes them at run time; scripts may not. */
const pageHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      fontSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Where we speak TLS ourselves it stands on every answer already; a proxy in front of the server decides on its own.
  strictTransportSecurity: false,
});

const noWeb = "网页还没有构建。请运行 npm start，或在开发时打开 npm run dev 打印的地址。";

/** The built web application in `directory`: hashed assets for ever, every other path answers with the page. */
export function webPages(directory: string): RequestHandler {
  const router = Router();
  router.use(pageHeaders, compression());
  router.use(
    "/assets",
    express.static(join(directory, "assets"), {
      immutable: true,
      maxAge: "365d",
      index: false,
      fallthrough: false,
    }),
  );
  router.use(express.static(directory, { index: false, maxAge: "1h" }));
  router.get("/{*path}", (_, response) => {
    const page = join(directory, "index.html");
    if (!existsSync(page)) {
      response.status(503).type("text/plain").send(noWeb);
      return;
    }
    response.setHeader("cache-control", "no-cache");
    response.sendFile(page);
  });
  return router;
}
