import { Segmented, Select } from "antd";
import { useMay } from "../identity/session.tsx";
import { useChoices } from "../lists/useChoices.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { Board } from "./Board.tsx";
import { Figures } from "./Figures.tsx";
import { ProjectList } from "./ProjectList.tsx";
import styles from "./ProjectsPage.module.css";
import { Teams } from "./Teams.tsx";
import { YearPlan } from "./YearPlan.tsx";

const views = { board: "看板", list: "清单", year: "年度计划", teams: "服务队" } as const;
type View = keyof typeof views;

/** 服务项目: what matches led to, by state, as a list, by month, and by team; all of it stands in the address. */
export function ProjectsPage() {
  const [params, put] = useAddress();
  const choices = useChoices();
  const asked = params.get("view");
  const view: View = asked !== null && asked in views ? (asked as View) : "board";
  const allianceId = params.get("alliance");
  const configures = useMay("configureLists");
  return (
    <Page
      title="服务项目"
      question="达成的对接落到谁来做、哪个月做、做得怎么样"
      actions={
        <>
          {configures && <LinkButton to="/projects/settings">评价设置</LinkButton>}
          <LinkButton to="/projects/tour">闭环演示</LinkButton>
        </>
      }
    >
      <div className={styles.bar}>
        <Segmented
          aria-label="看法"
          value={view}
          onChange={(key) => put({ view: key === "board" ? "" : key })}
          options={(Object.keys(views) as View[]).map((key) => ({ value: key, label: views[key] }))}
        />
        <Select
          className={styles.alliance}
          aria-label="联盟"
          value={allianceId ?? ""}
          onChange={(alliance) => put({ alliance })}
          popupMatchSelectWidth={false}
          options={[{ value: "", label: "全部联盟" }, ...choices.alliances]}
        />
      </div>
      {view !== "teams" && <Figures allianceId={allianceId} brief={view !== "list"} />}
      {view === "board" && <Board allianceId={allianceId} />}
      {view === "list" && <ProjectList />}
      {view === "year" && <YearPlan allianceId={allianceId} />}
      {view === "teams" && <Teams allianceId={allianceId} />}
    </Page>
  );
}
