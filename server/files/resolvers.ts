import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  attachmentCount,
  editAttachment,
  findAttachments,
  mayAttachToDeliveries,
  removeAttachment,
} from "./attachments.ts";

const resolvers: Resolvers = {
  Query: { attachmentsOf: (_, args, context) => findAttachments(context, args) },
  Attachment: { path: ({ id }) => `/files/${encodeURIComponent(id)}` },
  ProjectDelivery: {
    attachmentCount: ({ id }, _, context) => attachmentCount(context, id),
    mayAttach: ({ of }, _, context) => mayAttachToDeliveries(context, of),
  },
  ProjectEvaluation: {
    attachmentCount: async ({ id, readable }, _, context) => (readable ? attachmentCount(context, id) : 0),
    mayAttach: ({ own }, _, { access }) => own && access.permissions.has("attachFile"),
  },
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
