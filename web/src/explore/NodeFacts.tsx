import { Tag } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { AllianceKind, FactsQuery } from "../generated/graphql.ts";
import { ProductNames, SourceLink } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { countText, dayInterval, dayWindow, quantity, remainder, unknown } from "../ui/format.ts";
import { edgeLabel } from "../ui/relations.ts";
import { allianceKinds, coverModes, entryStates, organizationKinds, scales, stages } from "../ui/words.ts";
import styles from "./NodeDetails.module.css";

type Facts = NonNullable<FactsQuery["node"]>;
type Of<T extends Facts["__typename"]> = Extract<Facts, { __typename: T }>;
type Row = readonly [term: string, value: ReactNode];

/** What is known of a node itself, by its kind. */
export function NodeFacts({ facts }: { facts: Facts }) {
  const rows = rowsOf(facts);
  return (
    <>
      {facts.__typename === "Alliance" && <Responsibility roles={facts.roles} kind={facts.allianceKind} />}
      {rows.length > 0 && (
        <dl className={styles.facts}>
          {rows.map(([term, value]) => (
            <div key={term} className={styles.fact}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {"source" in facts && facts.source && <SourceLink source={facts.source} />}
    </>
  );
}

/** Who answers for an alliance, each under the name of the post. Only a chain's alliance has a 1+1+1. */
function Responsibility({ roles, kind }: { roles: Of<"Alliance">["roles"]; kind: AllianceKind }) {
  const { chainLead, stationedInstructor, dutyOrganization, dutySince, dutyUntil } = roles;
  if (!chainLead && !stationedInstructor && !dutyOrganization) return null;
  const hub = kind === "hub";
  const heading = hub ? "负责人" : "1+1+1 责任链";
  const duty = dutySince || dutyUntil ? dayInterval(dutySince, dutyUntil) : undefined;
  return (
    <section className={styles.roles} aria-label={heading}>
      <h3 className={styles.heading}>{heading}</h3>
      <dl className={styles.facts}>
        {(chainLead || !hub) && (
          <Role term={chainLead?.title ?? (hub ? "总联盟召集人" : "包链领导")} holder={chainLead} />
        )}
        {(stationedInstructor || !hub) && (
          <Role term={stationedInstructor?.title ?? "驻链指导员"} holder={stationedInstructor} />
        )}
        {(dutyOrganization || !hub) && <Role term="轮值单位" holder={dutyOrganization} note={duty} />}
      </dl>
    </section>
  );
}

function Role({
  term,
  holder,
  note,
}: {
  term: string;
  holder?: { id: string; name?: string | null } | null;
  note?: string;
}) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>
        {holder ? (
          <Link to={`/n/${encodeURIComponent(holder.id)}`}>{holder.name ?? "公开资料未载姓名"}</Link>
        ) : (
          unknown
        )}
        {note && <div className={styles.note}>{note}</div>}
      </dd>
    </div>
  );
}

function rowsOf(facts: Facts): Row[] {
  switch (facts.__typename) {
    case "Alliance":
      return allianceRows(facts);
    case "PartyOrganization":
      return [
        ["形式", organizationKinds[facts.organizationKind]],
        ["成立日期", facts.founded ?? unknown],
        ["党员", quantity(facts.partyMembers, "名")],
      ];
    case "Enterprise":
      return enterpriseRows(facts);
    case "ChainPosition":
      return [
        ["环节", stages[facts.stage]],
        [
          "产业链",
          <Link key="chain" to={`/n/${encodeURIComponent(facts.chain.id)}`}>
            {facts.chain.name}
          </Link>,
        ],
        ["企业", <Count key="firms" of={facts.enterprises} unit="家" />],
      ];
    case "Programme":
      return [
        ["地方", facts.place ?? unknown],
        ["做法", facts.summary ?? unknown],
      ];
    case "Demand":
      return [
        ["内容", facts.text],
        ["状态", entryStates[facts.state]],
        ["数量", quantity(facts.quantity, facts.unit)],
        ["时间", dayWindow(facts.neededFrom, facts.neededBy)],
      ];
    case "Offer":
      return [
        ["内容", facts.text],
        ["状态", entryStates[facts.state]],
        ["余量", remainder(facts.remaining, facts.capacity, facts.unit)],
        ["时间", dayWindow(facts.availableFrom, facts.availableUntil)],
      ];
    case "Category":
      return [["可对接的资源", countText(facts.offerCount, facts.exampleOfferCount, "条")]];
    case "Product":
      return facts.broader ? [["上级产品", <ProductNames key="broader" of={[facts.broader]} />]] : [];
    default:
      return [];
  }
}

function allianceRows(facts: Of<"Alliance">): Row[] {
  return [
    ["类型", allianceKinds[facts.allianceKind]],
    [
      "成员单位",
      countText(facts.memberOrganizations, facts.exampleMemberCount, "个") +
        (facts.allianceKind === "hub" ? "（含各链联盟）" : ""),
    ],
    ["登记日期", facts.registeredOn ?? unknown],
    ...(facts.programme ? [["所属实践", facts.programme.name] as const] : []),
  ];
}

function enterpriseRows(facts: Of<"Enterprise">): Row[] {
  const occupations = facts.occupations.map(({ position, role }) => (
    <div key={position.id}>
      <Link to={`/n/${encodeURIComponent(position.id)}`}>{position.name}</Link>
      <span className={styles.note}>
        {stages[position.stage]} · {edgeLabel(role)}
      </span>
    </div>
  ));
  return [
    ["规模", facts.scale ? scales[facts.scale] : unknown],
    ["职工", quantity(facts.employees, "人")],
    ["信用代码", facts.creditCode ?? unknown],
    ["链位", occupations.length > 0 ? occupations : unknown],
    ["覆盖方式", facts.coverMode ? coverModes[facts.coverMode] : unknown],
    ...(facts.tags.length > 0
      ? [["标签", facts.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)] as const]
      : []),
  ];
}
