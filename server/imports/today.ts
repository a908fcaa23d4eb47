import { pageOfAll, type TodaySource } from "../api/today.ts";
import { readImports } from "./queries.ts";
import { isStalled } from "./run.ts";

/** 今日: files of one's own that were read and not imported, or stopped on their way. */
export const todayOfImports: readonly TodaySource[] = [
  {
    ...{ kind: "resumeImport", move: "mine", permissions: ["writeDemand", "writeOffer", "writeRegister"] },
    read: async (context, first) => {
      const { id: by } = context.access.actor;
      const files = by === null ? [] : await context.run(readImports, { by, id: null });
      const waiting = files.filter(
        (file) => file.state === "read" || file.state === "stopped" || isStalled(file),
      );
      return pageOfAll(
        waiting.map(({ id, fileName, createdAt, rowCount }) => ({
          ...{ id, title: fileName, about: `${rowCount} 行`, since: createdAt, dueOn: null },
          path: `/lists/import?id=${encodeURIComponent(id)}`,
          ...{ example: false, stuck: false },
        })),
        first,
      );
    },
  },
];
