import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface HomeSettings {
  plugins: string;
  pageCacheMb: number;
  /** A port to listen on; a free one otherwise, which the launcher reports. */
  port?: number;
  /** More lines of configuration, by name. */
  more?: Record<string, string>;
}

/** Writes the configuration of an embedded database into its home folder: loopback only, authentication on. */
export async function writeDatabaseHome(home: string, settings: HomeSettings): Promise<void> {
  await mkdir(join(home, "conf"), { recursive: true });
  const lines = [
    "# Written at every start: changes made here are lost.",
    "server.bolt.enabled=true",
    `server.bolt.listen_address=127.0.0.1:${settings.port ?? 0}`,
    "dbms.security.auth_enabled=true",
    `server.directories.plugins=${settings.plugins}`,
    "dbms.security.procedures.unrestricted=gds.*",
    `server.memory.pagecache.size=${settings.pageCacheMb}m`,
    "dbms.usage_report.enabled=false",
    // Transaction logs would take 256 MB each before anything is in them.
    "db.tx_log.preallocate=false",
    "db.tx_log.rotation.size=64m",
    "db.tx_log.rotation.retention_policy=1 days 512M",
    "db.logs.query.enabled=OFF",
    // Connections are drained by us before the database stops; waiting for quiet would cost 10 s.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
    "db.transaction.timeout=10m",
    // A reader's own write is there within milliseconds; a bookmark of a state that was lost shall not hold a connection.
    "db.transaction.bookmark_ready_timeout=2s",
    ...Object.entries(settings.more ?? {}).map(([name, value]) => `${name}=${value}`),
  ];
  await writeFile(join(home, "conf", "neo4j.conf"), `${lines.join("\n")}\n`);
}
