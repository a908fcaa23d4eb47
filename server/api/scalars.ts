import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { isDay } from "./days.ts";

const reject = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: "BAD_INPUT" } });
};

const readDay = (value: unknown): string =>
  typeof value === "string" && isDay(value)
    ? value
    : reject("日期应写成 2026-11-22 这样的年-月-日，并且是日历上有的一天。");

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const readInstant = (value: unknown): string => {
  if (typeof value !== "string" || !instantShape.test(value) || Number.isNaN(Date.parse(value)))
    return reject("时间应写成 2026-11-22T08:00:00Z 这样的格式，带时区。");
  return new Date(value).toISOString();
};

const ofText = (name: string, description: string, read: (value: unknown) => string): GraphQLScalarType =>
  new GraphQLScalarType<string, string>({
    name,
    description,
    // What comes from the graph is already text of this shape.
    serialize: (value) => value as string,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });

/** `Day` and `Instant` of the base schema; what is malformed is refused with a Chinese sentence. */
export const scalars = {
  Day: ofText("Day", "A calendar day in Asia/Shanghai, 2026-11-22.", readDay),
  Instant: ofText("Instant", "An instant in UTC, ISO 8601.", readInstant),
};
