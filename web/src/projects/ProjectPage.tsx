import { Alert, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { Attachments } from "../files/Attachments.tsx";
import type { ProjectInFullFragment, ProjectStep } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { instant } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { Evaluations } from "./Evaluations.tsx";
import { nextSentence } from "./nextStep.ts";
import { Origins } from "./Origins.tsx";
import { Plan } from "./Plan.tsx";
import styles from "./ProjectPage.module.css";
import { projectDocument } from "./projectDocuments.ts";
import { ReasonDialog, StepButtons } from "./StepMenu.tsx";
import { projectStates } from "./words.ts";

/** A service project: where it came from, its plan, team, deliveries, evaluations and moves. */
export function ProjectPage() {
  const { id = "" } = useParams();
  const answer = useQueryDocument(projectDocument, { id });
  return (
    <Part
      query={answer}
      loading={
        <Page title="服务项目">
          <LoadingRows rows={8} />
        </Page>
      }
    >
      {({ serviceProject }) => (serviceProject ? <Screen project={serviceProject} /> : <NoProject />)}
    </Part>
  );
}

function NoProject() {
  return (
    <Page title="没有这个服务项目">
      <Nothing action={<LinkButton to="/projects">打开项目看板</LinkButton>}>
        它可能已被移除，或您无权查看。
      </Nothing>
    </Page>
  );
}

function Screen({ project }: { project: ProjectInFullFragment }) {
  const [step, setStep] = useState<ProjectStep>();
  return (
    <Page
      title={project.title}
      question={
        <span className={styles.tags}>
          <Tag>{projectStates[project.state]}</Tag>
          <ExampleBadge example={project.example} />
          {project.rating != null && <a href="#evaluations">评价 {project.rating} 分</a>}
        </span>
      }
      actions={<StepButtons project={project} onAsk={setStep} />}
    >
      <Alert type="info" showIcon title={nextSentence(project)} />
      <Origins project={project} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Plan project={project} />
          <Deliveries project={project} />
          <Attachments key={project.id} id={project.id} />
        </div>
        <div className={styles.column}>
          <Evaluations project={project} />
          <Moves project={project} />
        </div>
      </div>
      <ReasonDialog asked={step && { project, step }} onClose={() => setStep(undefined)} />
    </Page>
  );
}

function Moves({ project: { events } }: { project: ProjectInFullFragment }) {
  return (
    <Section title="变动记录" hint="每一步是谁、什么时候、为什么。">
      {events.length === 0 ? (
        <SectionNote>还没有变动。</SectionNote>
      ) : (
        <Rows label="变动记录">
          {events.map(({ at, byName, from, to, reason }) => (
            <Row
              key={`${at} ${to}`}
              title={from ? `${projectStates[from]} → ${projectStates[to]}` : projectStates[to]}
              facts={[instant(at), byName, reason]}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
