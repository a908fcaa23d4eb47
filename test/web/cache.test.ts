import { QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { createCache } from "../../web/src/graphql/cache.ts";

test("a first answer that was on its way while something changed is not taken for what stands now", async () => {
  const cache = createCache();
  const answers: ((value: string) => void)[] = [];
  const observer = new QueryObserver(cache, {
    queryKey: ["Roster"],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const shown: (string | undefined)[] = [];
  const leave = observer.subscribe(({ data }) => shown.push(data));
  expect(answers).toHaveLength(1);

  const read = cache.invalidateQueries({ queryKey: ["Roster"] });
  await expect.poll(() => answers.length).toBe(2);
  answers[0]?.("before the change");
  answers[1]?.("after the change");
  await read;
  expect(cache.getQueryData(["Roster"])).toBe("after the change");
  expect(shown).not.toContain("before the change");
  leave();
});

test("reading again leaves other queries alone", async () => {
  const cache = createCache();
  let asked = 0;
  const observer = new QueryObserver(cache, {
    queryKey: ["Elsewhere"],
    queryFn: () => {
      asked += 1;
      return new Promise<string>((resolve) => setTimeout(() => resolve(`answer ${asked}`), 20));
    },
  });
  const leave = observer.subscribe(() => undefined);
  await cache.invalidateQueries({ queryKey: ["Roster"] });
  await expect.poll(() => observer.getCurrentResult().data).toBe("answer 1");
  leave();
});
