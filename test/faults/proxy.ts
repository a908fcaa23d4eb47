import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  port: number;
  /** Delays every piece in both directions from now on, ms. */
  delay(ms: number): void;
  /** Cuts all connections; new ones are let through. */
  cut(): void;
  close(): void;
}

/** A TCP proxy on loopback to `port`, with a network's faults. */
export function startProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let delayMs = 0;
  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on("data", (piece) => {
      // Timers of equal length fire in the order they were set, so pieces keep their order.
      if (delayMs === 0) to.write(piece);
      else setTimeout(() => to.destroyed || to.write(piece), delayMs);
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((inner) => {
    const outer = connect(port, "127.0.0.1");
    pass(inner, outer);
    pass(outer, inner);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        delay: (ms) => {
          delayMs = ms;
        },
        cut: () => {
          for (const socket of sockets) socket.destroy();
        },
        close: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });
}
