import { Segmented, Select } from "antd";
import type { HubsQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMe } from "../identity/session.tsx";
import { countText } from "../ui/format.ts";
import { Page } from "../ui/Page.tsx";
import { Failed, Nothing, Part } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { usePhone } from "../ui/useMedia.ts";
import { AllianceOutline } from "./AllianceOutline.tsx";
import styles from "./AlliancePage.module.css";
import { allianceGraphDocument, hubsDocument } from "./documents.ts";
import { GraphSkeleton } from "./GraphSkeleton.tsx";
import { GraphView } from "./GraphView.tsx";
import { type Question, questionOf, questionsFor, questionWords } from "./questions.ts";
import { SubjectSelect, type Subjects } from "./SubjectSelect.tsx";
import { mostNodes, useOpening, usualNodes } from "./useOpening.ts";
import { useSubjects } from "./useSubjects.ts";

type Hub = HubsQuery["alliances"][number];

/** 联盟图谱: one question at a time, as a drawing, as tables, and on a phone as a list. */
export function AlliancePage() {
  const hubs = useQueryDocument(hubsDocument, {});
  return (
    <Part
      query={hubs}
      loading={
        <Page title="联盟图谱">
          <GraphSkeleton words="正在载入联盟" />
        </Page>
      }
    >
      {({ alliances, allianceCount }) =>
        alliances.length === 0 ? (
          <Page title="联盟图谱">
            <Nothing>还没有总联盟。先导入联盟与成员单位，图谱会在这里画出来。</Nothing>
          </Page>
        ) : (
          <Asked
            hubs={[...alliances].sort((a, b) => b.memberCount - a.memberCount)}
            hubCount={allianceCount}
          />
        )
      }
    </Part>
  );
}

/** The key of the address that holds what a question is about. */
const subjectKeys: Record<Question, string> = {
  alliance: "hub",
  organizations: "hub",
  chain: "chain",
  match: "demand",
  explore: "centre",
};

function Asked({ hubs, hubCount }: { hubs: Hub[]; hubCount: number }) {
  const me = useMe();
  const [params, put] = useAddress();
  const phone = usePhone();
  const question = questionOf(params.get("question"), me);
  const key = subjectKeys[question];
  const options = hubs.map(({ id, name, shortName }) => ({ id, name: shortName ?? name }));
  const hubSubjects: Subjects = { options, total: hubCount, unit: "个", things: "总联盟" };
  const { subjects, id, error, retry } = useSubjects(question, hubSubjects, params.get(key));
  const view = params.get("view") === "table" || (phone && question !== "alliance") ? "table" : "graph";
  const words = questionWords[question];
  const about =
    hubs.find((hub) => hub.id === id)?.name ?? subjects?.options.find((one) => one.id === id)?.name;
  const actions = (
    <>
      <QuestionSwitch
        value={question}
        all={questionsFor(me)}
        phone={phone}
        onChange={(next) => put({ question: next, focus: "", most: "" })}
      />
      {subjects && (subjects.options.length > 1 || key === "chain" || key === "demand") && (
        <SubjectSelect
          label={words.subject}
          subjects={subjects}
          value={id}
          onChange={(next) => put({ [key]: next, focus: "", most: "" })}
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
          onChange={(value) => put({ view: value })}
        />
      )}
    </>
  );
  const most = Math.min(Math.max(Math.round(Number(params.get("most"))) || usualNodes, 1), mostNodes);
  return (
    <Page
      title="联盟图谱"
      question={about ? `${about}：${words.asks}` : words.asks}
      actions={actions}
      filled={!phone}
    >
      {error ? (
        <Failed error={error} onRetry={retry} />
      ) : !subjects ? (
        <GraphSkeleton words="正在载入" />
      ) : !id ? (
        <Nothing>{nothingWords[question]}</Nothing>
      ) : phone && question === "alliance" ? (
        <Outline hubId={id} />
      ) : (
        <Loaded
          key={`${question} ${id} ${most}`}
          question={question}
          id={id}
          first={most}
          view={view}
          hub={hubs.find((hub) => hub.id === id)}
          onMore={most < mostNodes ? () => put({ most: String(mostNodes) }) : undefined}
          onCentre={question === "explore" ? (next) => put({ centre: next, most: "" }) : undefined}
        />
      )}
    </Page>
  );
}

const nothingWords: Record<Question, string> = {
  alliance: "还没有总联盟。",
  organizations: "还没有总联盟。",
  explore: "还没有总联盟。",
  chain: "还没有产业链。先导入产业链与链位，图谱会在这里画出来。",
  match: "还没有在用的需求。先在供需清单里发布一条，这里会画出它找到的资源。",
};

interface QuestionSwitchProps {
  value: Question;
  all: Question[];
  phone: boolean;
  onChange: (question: Question) => void;
}

function QuestionSwitch({ value, all, phone, onChange }: QuestionSwitchProps) {
  const options = all.map((question) => ({ value: question, label: questionWords[question].tab }));
  return phone ? (
    <Select
      aria-label="看什么"
      className={styles.subject}
      value={value}
      options={options}
      onChange={onChange}
    />
  ) : (
    <Segmented aria-label="看什么" value={value} options={options} onChange={onChange} />
  );
}

function Outline({ hubId }: { hubId: string }) {
  const answer = useQueryDocument(allianceGraphDocument, { hubId });
  return <Part query={answer}>{(data) => <AllianceOutline answer={data} hubId={hubId} />}</Part>;
}

interface LoadedProps {
  question: Question;
  id: string;
  first: number;
  view: "graph" | "table";
  hub: Hub | undefined;
  onMore: (() => void) | undefined;
  onCentre: ((id: string) => void) | undefined;
}

function Loaded({ question, id, first, view, hub, onMore, onCentre }: LoadedProps) {
  const opening = useOpening(question, id, first);
  const words =
    question === "alliance" && hub
      ? `正在画出 ${countText(hub.memberCount, hub.exampleMemberCount)} 个成员单位`
      : "正在排布图谱";
  return (
    <Part query={opening} loading={<GraphSkeleton words={words} />}>
      {(data) => (
        <GraphView
          opening={data}
          name={question === "alliance" ? "联盟关系图" : `${questionWords[question].tab}关系图`}
          view={view}
          onMore={question === "alliance" ? undefined : onMore}
          onCentre={onCentre}
        />
      )}
    </Part>
  );
}
