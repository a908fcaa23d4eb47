import { Button, Input, Select, Table, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import { useState } from "react";
import { Link } from "react-router";
import type { ProjectFilter } from "../generated/graphql.ts";
import { usePages, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { firstWords } from "../ui/format.ts";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { usePhone } from "../ui/useMedia.ts";
import { projectListDocument, teamChoicesDocument } from "./documents.ts";
import { type Project, progressOf, projectPath } from "./ProjectCard.tsx";
import styles from "./ProjectsPage.module.css";
import { TeamName } from "./TeamName.tsx";
import { projectStates, stateOrder } from "./words.ts";

const pageSize = 50;

/** The contract's filter of an address; what it does not know filters nothing. */
function filterOf(params: URLSearchParams): ProjectFilter {
  const state = stateOrder.find((one) => one === params.get("state"));
  const satisfied = params.get("satisfied");
  return {
    ...(state ? { states: [state] } : {}),
    ...(satisfied === "yes" || satisfied === "no" ? { satisfied: satisfied === "yes" } : {}),
    ...(params.get("q") ? { text: params.get("q") } : {}),
    ...(params.get("alliance") ? { allianceId: params.get("alliance") } : {}),
    ...(params.get("team") ? { teamId: params.get("team") } : {}),
  };
}

/** Projects page by page: where the board's and the teams' figures lead. */
export function ProjectList() {
  const [params] = useAddress();
  const filter = filterOf(params);
  const pages = usePages(projectListDocument, { filter, first: pageSize }, (r) => r.serviceProjects);
  const loaded = pages.data?.pages;
  const projects = loaded?.flatMap((page) => page.serviceProjects.nodes);
  const phone = usePhone();
  return (
    <div>
      <Filters />
      {!projects &&
        (pages.error ? (
          <Failed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <LoadingRows rows={8} />
        ))}
      {projects?.length === 0 && (
        <Nothing>没有符合条件的服务项目。可减少筛选条件，或换一个说法查找。</Nothing>
      )}
      {projects && projects.length > 0 && (
        <>
          {phone ? <Cards projects={projects} /> : <Rows projects={projects} />}
          <div className={styles.foot}>
            <span aria-live="polite">
              已显示 {projects.length} 个，共 <Count of={loaded?.[0]?.serviceProjects} unit="个" />
            </span>
            {pages.hasNextPage && (
              <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                再显示一些
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Filters() {
  const [params, put] = useAddress();
  const [text, setText] = useState(params.get("q") ?? "");
  const teams = useQueryDocument(teamChoicesDocument, {});
  return (
    <div className={styles.filters}>
      <Input.Search
        className={styles.text}
        allowClear
        aria-label="在项目中查找"
        placeholder="项目名称或说明中的词"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(q) => put({ q: q.trim() })}
      />
      <Select
        aria-label="状态"
        value={params.get("state") ?? ""}
        onChange={(state) => put({ state })}
        options={[
          { value: "", label: "全部状态" },
          ...stateOrder.map((state) => ({ value: state, label: projectStates[state] })),
        ]}
      />
      <Select
        aria-label="评价结果"
        value={params.get("satisfied") ?? ""}
        onChange={(satisfied) => put({ satisfied })}
        options={[
          { value: "", label: "不限评价" },
          { value: "yes", label: "满意（4 分及以上）" },
          { value: "no", label: "不满意（4 分以下）" },
        ]}
      />
      <Select
        aria-label="服务队"
        value={params.get("team") ?? ""}
        onChange={(team) => put({ team })}
        popupMatchSelectWidth={false}
        options={[
          { value: "", label: "全部服务队" },
          ...(teams.data?.serviceTeams.nodes ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}

const needOf = ({ needs: [need] }: Project): string => (need ? need.title || firstWords(need.text, 24) : "—");

function Rows({ projects }: { projects: Project[] }) {
  const columns: ColumnsType<Project> = [
    { title: "服务项目", key: "title", render: (_, project) => <Title project={project} /> },
    { title: "状态", key: "state", width: 100, render: (_, { state }) => <Tag>{projectStates[state]}</Tag> },
    { title: "需求", key: "need", render: (_, project) => needOf(project) },
    {
      title: "服务队",
      key: "team",
      width: 190,
      render: (_, { team }) => (team ? <TeamName team={team} /> : "未指定"),
    },
    { title: "进展", key: "progress", width: 190, render: (_, project) => progressOf(project) },
  ];
  return (
    <Table
      rowKey="id"
      dataSource={projects}
      columns={columns}
      pagination={false}
      size="middle"
      tableLayout="fixed"
      scroll={{ x: 900 }}
    />
  );
}

const Title = ({ project }: { project: Project }) => (
  <>
    <Link to={projectPath(project)}>{project.title}</Link> <ExampleBadge example={project.example} />
  </>
);

function Cards({ projects }: { projects: Project[] }) {
  return (
    <ul className={styles.steps}>
      {projects.map((project) => (
        <li key={project.id} className={styles.month}>
          <span className={styles.cell}>
            <span>
              <Title project={project} /> <Tag>{projectStates[project.state]}</Tag>
            </span>
            <span className={styles.quiet}>需求：{needOf(project)}</span>
            <span className={styles.quiet}>
              {project.team && <TeamName team={project.team} />}
              {progressOf(project)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
