import { Collapse } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import type { AllianceGraphQuery } from "../generated/graphql.ts";
import { LongName } from "../ui/bits.tsx";
import { countText } from "../ui/format.ts";
import { KindShape } from "../ui/KindShape.tsx";
import styles from "./AllianceOutline.module.css";
import { ringInput } from "./allianceKnowledge.ts";
import type { GraphNode } from "./knowledge.ts";
import { NodeLink } from "./NodeLinks.tsx";

/** The alliance as a list, for a phone: hub, chain alliances, members. Each one opens its own page with one hop drawn. */
export function AllianceOutline({ answer, hubId }: { answer: AllianceGraphQuery; hubId: string }) {
  const { nodes, edges } = answer.allianceGraph;
  const input = useMemo(() => ringInput(hubId, nodes, edges), [hubId, nodes, edges]);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const hub = byId.get(hubId);
  const firms = new Map<string, number>();
  for (const { memberId } of input.enterprises)
    if (memberId) firms.set(memberId, (firms.get(memberId) ?? 0) + 1);
  const counted = (items: readonly { id: string }[]) =>
    countText(items.length, items.filter(({ id }) => byId.get(id)?.example).length);
  const groups = [...input.allianceIds, undefined].map((allianceId) => ({
    alliance: allianceId ? byId.get(allianceId) : undefined,
    members: input.members.filter((m) => m.allianceId === allianceId).flatMap((m) => byId.get(m.id) ?? []),
  }));
  return (
    <div className={styles.outline}>
      {hub && (
        <Link className={styles.hub} to={`/n/${encodeURIComponent(hub.id)}`}>
          <KindShape kind="Alliance" size={22} />
          <span className={styles.hubName}>{hub.name}</span>
          <span className={styles.count}>
            成员单位 {counted(input.members)} 个 · 企业 {counted(input.enterprises)} 家
          </span>
        </Link>
      )}
      <Collapse
        defaultActiveKey={input.allianceIds[0]}
        items={groups
          .filter((group) => group.alliance || group.members.length > 0)
          .map(({ alliance, members }) => ({
            key: alliance?.id ?? "none",
            label: (
              <span className={styles.label}>
                <KindShape kind="Alliance" />
                <span>{alliance ? <LongName name={alliance.shortName} max={16} /> : "其他党组织"}</span>
                <span className={styles.count}>{counted(members)}</span>
              </span>
            ),
            children: <Members alliance={alliance} members={members} firms={firms} />,
          }))}
      />
    </div>
  );
}

interface MembersProps {
  alliance: GraphNode | undefined;
  members: GraphNode[];
  firms: Map<string, number>;
}

function Members({ alliance, members, firms }: MembersProps) {
  return (
    <>
      {alliance && <Link to={`/n/${encodeURIComponent(alliance.id)}`}>联盟详情与责任链</Link>}
      {members.length === 0 && <p className={styles.count}>还没有成员单位</p>}
      <ul className={styles.members}>
        {members.map((member) => {
          const covered = firms.get(member.id) ?? 0;
          return (
            <li key={member.id}>
              <NodeLink node={member} note={covered > 0 ? `企业 ${covered}` : undefined} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
