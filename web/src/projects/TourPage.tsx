import { Alert } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ProjectTourNeedsQuery, ProjectTourQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMe } from "../identity/session.tsx";
import { SourceLink } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { quantity } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Section } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { tourDocument, tourNeedsDocument } from "./documents.ts";
import { countOf, listPath } from "./Figures.tsx";
import styles from "./TourPage.module.css";

/** The example alliance of `npm run seed -- --tour`. */
const tourAlliance = "tour-hive";
const published = "programme-wuhan";

/** 闭环演示: how many raw needs became items, resources, projects and evaluations, beside what was published. */
export function TourPage() {
  const needs = useQueryDocument(tourNeedsDocument, { allianceId: tourAlliance });
  return (
    <Page
      title="闭环演示（示例）"
      question="几百条零散需求，怎样一步步变成有人负责、有人评价的服务项目"
      actions={<LinkButton to="/projects">服务项目</LinkButton>}
    >
      <Part query={needs} loading={<LoadingRows rows={8} />}>
        {({ demands }) => (demands.totalCount === 0 ? <NotLoaded /> : <LoadedTour demands={demands} />)}
      </Part>
    </Page>
  );
}

type Needs = ProjectTourNeedsQuery["demands"];

/** Asks for the rest only where the tour is: without its alliance there is no board to ask for. */
function LoadedTour({ demands }: { demands: Needs }) {
  const answer = useQueryDocument(tourDocument, { allianceId: tourAlliance });
  return (
    <Part query={answer} loading={<LoadingRows rows={8} />}>
      {(data) => <Tour data={{ ...data, demands }} />}
    </Part>
  );
}

function NotLoaded() {
  return (
    <Nothing action={<LinkButton to="/projects">打开服务项目</LinkButton>}>
      还没有装入演示数据。管理员在服务器上运行 npm run seed -- --tour 即可装入，随示例一起移除。
    </Nothing>
  );
}

interface StepView {
  /** The label of the same figure in the publication; none where it gave none. */
  label?: string;
  term: string;
  said: string;
  to: string;
  count: ReactNode;
}

type TourData = ProjectTourQuery & { demands: Needs };

function Tour({ data }: { data: TourData }) {
  const programme = data.programmes.find(({ id }) => id === published);
  const source = programme?.figures.find(({ source: one }) => one)?.source;
  return (
    <>
      <Alert
        type="info"
        showIcon
        title="示例数据：单位和内容都是编的。蓝色的数由图中现有的记录数出来，点开就是那些记录；下面一行是公开报道的数。"
      />
      <ol className={styles.steps}>
        {stepsOf(data).map(({ label, term, said, to, count }) => {
          const figure = programme?.figures.find((one) => one.label === label);
          return (
            <li key={term} className={styles.step}>
              <h2 className={styles.term}>{term}</h2>
              <p className={styles.figure}>
                <Link to={to}>{count}</Link>
              </p>
              <p className={styles.quiet}>
                {figure ? `公开报道：${quantity(figure.value, figure.unit)}` : "公开报道没有给出这个数"}
              </p>
              <p>{said}</p>
            </li>
          );
        })}
      </ol>
      <Walk alliance={data.consolidation.allianceName} mayWalk={data.consolidation.mayChange} />
      {source && <SourceLink source={source} />}
    </>
  );
}

/** How somebody goes through the loop themselves, and what they lack for it. */
function Walk({ alliance, mayWalk }: { alliance: string; mayWalk: boolean }) {
  const demo = useMe().demo.on;
  return (
    <Section title="自己走一遍">
      {mayWalk ? (
        <ol className={styles.walk}>
          <li>
            在<Link to={`/consolidation?alliance=${tourAlliance}`}>归并</Link>
            里看事项，移动、合并、改名都可以撤销。
          </li>
          <li>
            打开<Link to={`/projects?alliance=${tourAlliance}`}>看板</Link>
            里一个“已立项”的项目：开始实施，登记交付，办结。
          </li>
          <li>这些单位没有账号：受益方的评价由您代录，写明原因；接着您评“联盟党委”这一环。</li>
          <li>“园区”由招商专员、“监督”由监督员各用自己的账号评，一个人不能评两环。</li>
        </ol>
      ) : (
        <p className={styles.quiet}>
          {`演示用的“${alliance}”不在您负责的范围内，您可以看，不能推进。`}
          {demo
            ? "请从右上角换成“联盟统筹”角色再来。"
            : "请管理员在“账号与权限”里把“联盟统筹”授予这个联盟或它的总联盟。"}
        </p>
      )}
    </Section>
  );
}

function stepsOf(data: TourData): StepView[] {
  const { demands, consolidation, offers, projectFigures } = data;
  const { items } = consolidation;
  const classes = new Set(items.nodes.map(({ category }) => category?.parent?.id ?? category?.id));
  const alliance = tourAlliance;
  const board = `/consolidation?alliance=${alliance}`;
  const example = (count: number) => ({ totalCount: count, exampleCount: count });
  const evaluated = countOf(projectFigures, "evaluated");
  const satisfied = { totalCount: projectFigures.satisfied, exampleCount: projectFigures.exampleSatisfied };
  return [
    {
      label: "原始需求",
      term: "收集需求",
      said: "各单位报来的需求，导入表格或逐条录入。",
      to: `/lists?tab=demands&origin=example&alliance=${alliance}`,
      count: <Count of={demands} unit="条" />,
    },
    {
      label: "需求类别",
      term: "归成几类",
      said: "按类别树的上一级数，看集中在哪些方面。",
      to: board,
      count: <Count of={example(classes.size)} unit="类" />,
    },
    {
      label: "归并后的需求",
      term: "归并成事项",
      said: "意思相近的归成一项，背后的原始需求一条不丢。",
      to: board,
      count: <Count of={example(items.totalCount)} unit="项" />,
    },
    {
      label: "资源",
      term: "找到资源",
      said: "部门、企业和党组织能拿出来的资源。",
      to: `/lists?tab=resources&origin=example&alliance=${alliance}`,
      count: <Count of={offers} unit="项" />,
    },
    {
      label: "服务项目",
      term: "对接立项",
      said: "对接达成的立项，交给四支服务队按月实施。",
      to: listPath({ alliance }),
      count: <Count of={projectFigures} unit="个" />,
    },
    {
      term: "逐级评价",
      said: "受益方、联盟党委、园区、监督依次评价完的项目。",
      to: listPath({ alliance, state: "evaluated" }),
      count: <Count of={evaluated} unit="个" />,
    },
    {
      term: "满意",
      said: "评价完的项目里，平均 4 分及以上的。",
      to: listPath({ alliance, satisfied: "yes" }),
      count: <Count of={satisfied} unit="个" />,
    },
  ];
}
