import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { createApp } from "../../server/app.ts";
import { openStore } from "../../server/files/store.ts";
import { connectGraph, type GraphSettings } from "../../server/graph/connection.ts";

// A server in a process of its own, to be killed: the database's address and the folder of files are its arguments.
const [database = "", folder = ""] = process.argv.slice(2);
const server = createServer(
  createApp({
    graph: connectGraph({ deadlineMs: 60_000, ...(JSON.parse(database) as GraphSettings) }),
    embedder: null,
    logger: pino({ level: "silent" }),
    production: true,
    fileStore: await openStore(folder),
  }),
).listen(0, "127.0.0.1");
await once(server, "listening");
process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`);
