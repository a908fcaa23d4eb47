import { parseArgs } from "node:util";
import { endInOrder, killAll, unforeseen } from "./processes.ts";
import { type Account, embeddedRounds, type Report, sharedRounds } from "./rounds.ts";

// `npm run test:faults [-- embedded|shared] [--minutes 8]`: real servers and databases are killed, frozen and starved under load.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: "8" } },
});
const longest = Number(values.minutes) * 60_000;
const began = Date.now();
const report: Report = (line) =>
  void process.stderr.write(`[${String(Math.round((Date.now() - began) / 1000)).padStart(3)} s] ${line}\n`);

endInOrder();
setTimeout(() => {
  report(`stopped: ${values.minutes} minutes are over`);
  killAll();
  process.exit(2);
}, longest).unref();

const [only] = positionals;
try {
  const accounts: Account[] = [];
  if (only !== "shared") accounts.push(await embeddedRounds(report));
  if (only !== "embedded") accounts.push(await sharedRounds(report));
  const sum = (of: (account: Account) => number): number =>
    accounts.reduce((total, account) => total + of(account), 0);
  const rounds = accounts.flatMap((account) => account.rounds);
  const line = {
    rounds: rounds.length,
    acknowledged: sum((account) => account.acknowledged),
    lost: sum((account) => account.lost),
    doubled: sum((account) => account.doubled),
    back_s: Math.max(0, ...rounds.map(({ back }) => back ?? 0)),
    overdue: rounds.reduce((total, round) => total + round.overdue, 0),
  };
  report(
    `unanswered in the end: ${sum((account) => account.unanswered)}, of which had happened: ${sum((account) => account.happened)}`,
  );
  for (const logged of unforeseen.slice(0, 5)) report(`logged: ${logged.slice(0, 1500)}`);
  process.stdout.write(`${JSON.stringify(line)}\n`);
  killAll();
  const good =
    line.lost === 0 && line.doubled === 0 && line.acknowledged > 0 && line.back_s < 15 && line.overdue === 0;
  process.exit(good ? 0 : 1);
} catch (error) {
  report(error instanceof Error ? (error.stack ?? error.message) : String(error));
  killAll();
  process.exit(1);
}
