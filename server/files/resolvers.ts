import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { editAttachment, findAttachments, removeAttachment } from "./attachments.ts";

const resolvers: Resolvers = {
  Query: { attachmentsOf: (_, args, context) => findAttachments(context, args) },
  Attachment: { path: ({ id }) => `/files/${encodeURIComponent(id)}` },
  Mutation: {
    editAttachment: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      attachment: await editAttachment(context, input),
    }),
    removeAttachment: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      id: await removeAttachment(context, input),
    }),
  },
};

export const filesModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
