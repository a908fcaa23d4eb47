import { Alert, Button, Form, Input, Radio, Tag } from "antd";
import { FilesButton } from "../files/FilesButton.tsx";
import type { EvaluationStage, ProjectInFullFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { instant } from "../ui/format.ts";
import { Section, SectionNote } from "../ui/Section.tsx";
import { useKeyOfContent } from "../ui/useKeyOfContent.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { useSubmit } from "../ui/useSubmit.ts";
import { EnterButton } from "./EnterEvaluation.tsx";
import styles from "./ProjectPage.module.css";
import { evaluateProjectDocument } from "./projectDocuments.ts";
import { projectQueries } from "./useProjectSteps.ts";
import { evaluationStages, starsText, starWords } from "./words.ts";

type Project = ProjectInFullFragment;

/** 评价: the chain's stages in their order, each as far as the viewer may read it, and the form for whose turn it is. */
export function Evaluations({ project }: { project: Project }) {
  const { stages, turn, state, rating } = project;
  const begun = state === "completed" || state === "evaluated";
  return (
    <div id="evaluations">
      <Section
        title={rating == null ? "评价" : `评价：平均 ${rating} 分`}
        hint="办结以后按顺序评价；后面的环节看得到前面的，全部评完后各方都看得到分数。"
      >
        {!begun && <SectionNote>项目办结以后才开始评价。</SectionNote>}
        <ol className={styles.chain} aria-label="评价环节">
          {stages.map((stage, at) => (
            <li key={stage} className={styles.stage}>
              <Stage project={project} stage={stage} number={at + 1} />
            </li>
          ))}
        </ol>
        {turn?.mine && <EvaluationForm key={turn.stage} project={project} stage={turn.stage} />}
        {turn?.entering?.open && <EnterButton project={project} />}
      </Section>
    </div>
  );
}

function Stage({ project, stage, number }: { project: Project; stage: EvaluationStage; number: number }) {
  const given = project.evaluations.find((one) => one.stage === stage);
  const due = project.turn?.stage === stage;
  return (
    <>
      <span className={given ? `${styles.number} ${styles.done}` : styles.number} aria-hidden>
        {number}
      </span>
      <div className={styles.words}>
        <p>
          <strong>{evaluationStages[stage]}</strong> {given?.entered && <Tag>代录</Tag>}
          {given ? (
            given.stars == null ? (
              "已评价，分数暂不向您显示"
            ) : (
              starsText(given.stars)
            )
          ) : (
            <span className={styles.quiet}>
              {due ? (project.turn?.mine ? "轮到您评价" : "正在等待评价") : "未到"}
            </span>
          )}
        </p>
        {given?.text && <p>{given.text}</p>}
        {given && (
          <p className={styles.quiet}>
            {[given.byName && (given.entered ? `${given.byName}代录` : given.byName), instant(given.at)]
              .filter(Boolean)
              .join("，")}
          </p>
        )}
        {given?.enteredBecause && <p className={styles.quiet}>代录原因：{given.enteredBecause}</p>}
        {given && (
          <FilesButton
            id={given.id}
            name={`${evaluationStages[stage]}评价`}
            count={given.attachmentCount}
            mayAttach={given.mayAttach}
          />
        )}
      </div>
    </>
  );
}

interface EvaluationValues {
  stars: number;
  text?: string;
}

function EvaluationForm({ project, stage }: { project: Project; stage: EvaluationStage }) {
  const [form] = Form.useForm<EvaluationValues>();
  const refresh = useRefresh(projectQueries);
  const keyFor = useKeyOfContent();
  const { busy, failure, wait, run } = useSubmit<EvaluationValues>(
    form,
    async (values) => {
      const input = {
        clientMutationId: keyFor(values),
        id: project.id,
        expectedVersion: project.version,
        stage,
        stars: values.stars,
        text: values.text ?? null,
      };
      await send(evaluateProjectDocument, { input });
      await refresh();
    },
    { onConflict: refresh },
  );
  return (
    <Form
      className={styles.form}
      form={form}
      name={`evaluate-${stage}`}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => void run(values)}
    >
      <Form.Item
        name="stars"
        label={`${evaluationStages[stage]}评价`}
        rules={[{ required: true, message: "请选择满意程度" }]}
      >
        <Radio.Group
          options={starWords.map(([value, word]) => ({ value, label: `${value} 分 ${word}` }))}
          aria-label="满意程度"
        />
      </Form.Item>
      <Form.Item name="text" label="评语" extra="写给后面的环节和项目各方，可留空">
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      {failure && <Alert type="error" showIcon title={failure} style={{ marginBottom: 12 }} />}
      <Button type="primary" htmlType="submit" loading={busy} disabled={wait > 0}>
        {wait > 0 ? `${wait} 秒后可再试` : "提交评价"}
      </Button>
    </Form>
  );
}
