import { type ApiModule, schemaBeside } from "../api/module.ts";
import { AppError } from "../errors.ts";

/** What administrators see of the running installation. */
export const operationsModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers: {
    Query: {
      installationStatus: (_, __, { status }) => {
        if (!status) throw new AppError("UNAVAILABLE", "这里看不到系统状态，请在系统的网页里查看。");
        return status();
      },
    },
    BackupArchive: { megabytes: ({ bytes }) => Math.round((bytes / 2 ** 20) * 10) / 10 },
  },
};
