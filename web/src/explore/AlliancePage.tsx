import { Segmented, Select } from "antd";
import { useSearchParams } from "react-router";
import type { HubsQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { cutOption } from "../ui/cut.ts";
import { countText } from "../ui/format.ts";
import { Page } from "../ui/Page.tsx";
import { Nothing, Part } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { AllianceOutline } from "./AllianceOutline.tsx";
import styles from "./AlliancePage.module.css";
import { AllianceView } from "./AllianceView.tsx";
import { allianceGraphDocument, hubsDocument } from "./documents.ts";

type Hub = HubsQuery["alliances"][number];

/** 联盟图谱: the 1+3+N structure of one hub, as a drawing, as tables, and on a phone as an outline. */
export function AlliancePage() {
  const hubs = useQueryDocument(hubsDocument, {});
  return (
    <Part query={hubs} loading={<AlliancePageFrame hubs={[]} hubCount={0} />}>
      {({ alliances, allianceCount }) =>
        alliances.length === 0 ? (
          <Page title="联盟图谱">
            <Nothing>还没有总联盟。先导入联盟与成员单位，图谱会在这里画出来。</Nothing>
          </Page>
        ) : (
          <AlliancePageFrame
            hubs={[...alliances].sort((a, b) => b.memberCount - a.memberCount)}
            hubCount={allianceCount}
          />
        )
      }
    </Part>
  );
}

function AlliancePageFrame({ hubs, hubCount }: { hubs: Hub[]; hubCount: number }) {
  const [params, setParams] = useSearchParams();
  const phone = usePhone();
  const hub = hubs.find(({ id }) => id === params.get("hub")) ?? hubs[0];
  const view = params.get("view") === "table" ? "table" : "graph";
  const put = (key: string, value: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      after.set(key, value);
      return after;
    });
  const actions = (
    <>
      {hubs.length > 1 && (
        <Select
          aria-label="总联盟"
          className={styles.hubs}
          value={hub?.id}
          options={[
            ...hubs.map((h) => ({ value: h.id, label: h.shortName ?? h.name })),
            ...cutOption(hubs.length, hubCount, "个", "总联盟"),
          ]}
          onChange={(id) => put("hub", id)}
          popupMatchSelectWidth={false}
        />
      )}
      {!phone && (
        <Segmented
          aria-label="显示方式"
          value={view}
          options={[
            { value: "graph", label: "图" },
            { value: "table", label: "表格" },
          ]}
          onChange={(value) => put("view", value)}
        />
      )}
    </>
  );
  const question = hub
    ? `${hub.name}：谁在联盟里，由谁负责，覆盖哪些企业`
    : "谁在联盟里，由谁负责，覆盖哪些企业";
  return (
    <Page title="联盟图谱" question={question} actions={actions} filled={!phone}>
      {hub ? <Loaded key={hub.id} hub={hub} view={view} phone={phone} /> : <GraphSkeleton />}
    </Page>
  );
}

function Loaded({ hub, view, phone }: { hub: Hub; view: "graph" | "table"; phone: boolean }) {
  const answer = useQueryDocument(allianceGraphDocument, { hubId: hub.id });
  return (
    <Part
      query={answer}
      loading={<GraphSkeleton members={countText(hub.memberCount, hub.exampleMemberCount)} />}
    >
      {(data) =>
        phone ? (
          <AllianceOutline answer={data} hubId={hub.id} />
        ) : (
          <AllianceView answer={data} hubId={hub.id} view={view} />
        )
      }
    </Part>
  );
}

function GraphSkeleton({ members }: { members?: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <svg viewBox="-200 -200 400 400" aria-hidden="true" className={styles.rings}>
        {[60, 120, 180].map((radius) => (
          <circle key={radius} r={radius} />
        ))}
        <circle r={18} className={styles.core} />
      </svg>
      <span>{members === undefined ? "正在载入联盟" : `正在画出 ${members} 个成员单位`}</span>
    </div>
  );
}
