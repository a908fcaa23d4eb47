import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import { badInput } from "../errors.ts";

const shortest = 10;
const longest = 200;
/** 0..4 by zxcvbn; 3 withstands an offline attack on a slow hash for long. */
const leastScore = 3;
const judgedLength = 100; // zxcvbn is quadratic in the length

// OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const judge = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
const breached = new Set(common.dictionary["passwords-common"]);

/**
 * Refuses short, common and guessable passwords. `about` are words of the account (names) that count as known.
 * @throws AppError BAD_INPUT with the sentence to show.
 */
export function checkPassword(password: string, about: readonly string[], ...path: string[]): void {
  const length = [...password].length;
  if (length < shortest) throw badInput(`密码至少 ${shortest} 个字符，可以用几个不相关的词连起来。`, ...path);
  if (length > longest) throw badInput(`密码最多 ${longest} 个字符。`, ...path);
  if (breached.has(password.toLowerCase()))
    throw badInput("这个密码在泄露过的常用密码里，请换一个。", ...path);
  const words = [...about, "lianmeng", "链盟", "tongmeng"].filter((word) => word !== "");
  if (judge.check(password.slice(0, judgedLength), words).score < leastScore)
    throw badInput(
      "这个密码容易被猜到（常用词、键盘顺序、日期或自己的名字）。请加长，或用几个不相关的词。",
      ...path,
    );
}

/** The argon2id hash of a password, with its own salt and cost inside. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), cost);

// Somebody unknown costs the same work as somebody known, so that the time taken tells nothing.
const nobody = hashPassword("no account has this password");

/** Whether a password fits; without a hash it takes as long and says no. */
export async function passwordFits(password: string, passwordHash: string | null): Promise<boolean> {
  // A megabyte of password is nobody's; hashing it would only be work.
  const candidate = password.slice(0, longest + 1).normalize("NFKC");
  const fits = await verify(passwordHash ?? (await nobody), candidate);
  return fits && passwordHash !== null;
}
