import { pino } from "pino";
import { connectGraph, type GraphSettings } from "../../server/graph/connection.ts";
import { startSealer } from "../../server/identity/sealer.ts";

// A server's sealer in a process of its own, to be killed: the database's address is its only argument.
startSealer(connectGraph(JSON.parse(process.argv[2] ?? "") as GraphSettings), pino({ level: "silent" }));
process.stdout.write("sealing\n");
setInterval(() => undefined, 1000);
