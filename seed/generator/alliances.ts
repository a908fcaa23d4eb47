import { addDays, firstOfMonth } from "../dates.ts";
import type { ExampleEnterprise } from "./enterprises.ts";
import type { ExampleOrganisation } from "./organisations.ts";
import type { Random } from "./random.ts";

export interface Membership {
  organisation: ExampleOrganisation;
  since: string;
  /** The first day it was no longer a member. */
  until: string | undefined;
}

export interface DutyTerm {
  since: string;
  until: string;
  holder: ExampleOrganisation;
}

export interface ExampleAlliance {
  id: string;
  chainId: string;
  chainName: string;
  members: Membership[];
  observers: { enterprise: ExampleEnterprise; since: string }[];
  duties: DutyTerm[];
}

const dutyMonthsBack = 18;
const dutyMonthsAhead = 2;

/** The three chain alliances of 铜梁 (published ids) with generated members, observers and monthly duty terms. */
export function generateAlliances(
  chains: { id: string; name: string }[],
  enterprises: ExampleEnterprise[],
  organisations: ExampleOrganisation[],
  today: string,
  random: Random,
): ExampleAlliance[] {
  const covered = new Set(organisations.flatMap(({ covers }) => covers.map(({ enterprise }) => enterprise)));
  return chains.map((chain) => {
    const ofChain = (enterprise: ExampleEnterprise): boolean =>
      enterprise.occupies[0]?.position.chainId === chain.id && isLocal(enterprise);
    const members = chooseMembers(organisations, ofChain, today, random);
    const observers = random
      .shuffle(enterprises.filter((enterprise) => ofChain(enterprise) && !covered.has(enterprise)))
      .slice(0, 3)
      .map((enterprise) => ({ enterprise, since: addDays(today, -random.between(10, 700)) }));
    return {
      id: chain.id.replace("chain-", "tongliang-"),
      chainId: chain.id,
      chainName: chain.name,
      members,
      observers,
      duties: rotate(members, today),
    };
  });
}

/** The alliances are 铜梁's: members sit there. */
const isLocal = ({ district }: ExampleEnterprise): boolean => district.divisionCode === "500151";

function chooseMembers(
  organisations: ExampleOrganisation[],
  ofChain: (enterprise: ExampleEnterprise) => boolean,
  today: string,
  random: Random,
): Membership[] {
  const candidates = organisations.filter(({ covers }) =>
    covers.some(({ enterprise }) => ofChain(enterprise)),
  );
  const rank = ({ covers }: ExampleOrganisation): number => {
    const roles = covers.map(({ enterprise }) => enterprise.occupies[0]?.role);
    return roles.includes("lead") ? 0 : roles.includes("core") ? 1 : 2;
  };
  const wanted = Math.min(120, Math.ceil(candidates.length * 0.75));
  return random
    .shuffle(candidates)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, wanted)
    .map((organisation) => {
      const lead = rank(organisation) === 0;
      const daysAgo = lead ? 1095 : random.between(20, 1090);
      const since = addDays(today, -daysAgo);
      const left = !lead && daysAgo > 120 && random.chance(0.12);
      return {
        organisation,
        since,
        until: left ? addDays(since, random.between(60, daysAgo - 1)) : undefined,
      };
    });
}

/** One member a month in the order of joining, whoever belongs to it on the first of that month. */
function rotate(members: Membership[], today: string): DutyTerm[] {
  const order = [...members].sort((a, b) => a.since.localeCompare(b.since));
  const terms: DutyTerm[] = [];
  const served = new Map<ExampleOrganisation, number>();
  for (let month = -dutyMonthsBack; month <= dutyMonthsAhead; month += 1) {
    const since = firstOfMonth(today, month);
    const until = firstOfMonth(today, month + 1);
    const present = order.filter(
      (member) => member.since <= since && (!member.until || member.until >= until),
    );
    const [next] = [...present].sort(
      (a, b) => (served.get(a.organisation) ?? 0) - (served.get(b.organisation) ?? 0),
    );
    if (!next) continue;
    served.set(next.organisation, (served.get(next.organisation) ?? 0) + 1);
    terms.push({ since, until, holder: next.organisation });
  }
  return terms;
}
