import { Button, Checkbox, Form, Radio } from "antd";
import { useState } from "react";
import type { EvaluationSettingsQuery, EvaluationStage } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { allianceKinds } from "../ui/words.ts";
import { evaluationSettingsDocument, setEvaluationStagesDocument } from "./projectDocuments.ts";
import { evaluationStages } from "./words.ts";

type Alliance = EvaluationSettingsQuery["alliances"][number];

/** 评价设置: at which stages each alliance evaluates its projects. */
export function EvaluationSettingsPage() {
  const may = useMay("configureLists");
  return (
    <Page
      title="评价设置"
      question="项目办结以后由谁评价"
      actions={<LinkButton to="/projects">返回服务项目</LinkButton>}
    >
      {may ? <Stages /> : <Nothing>您的角色不能打开这一页。需要时请联系管理员授予相应的角色。</Nothing>}
    </Page>
  );
}

function Stages() {
  const answer = useQueryDocument(evaluationSettingsDocument, {});
  const [edited, setEdited] = useState<Alliance>();
  return (
    <Section title="评价环节" hint="只影响以后新立项的项目；已立项的按立项时的环节评价。改动会写进审计记录。">
      <Part query={answer} loading={<LoadingRows rows={4} />}>
        {({ alliances }) => {
          const own = alliances.filter(({ mayConfigureLists }) => mayConfigureLists);
          if (own.length === 0) return <SectionNote>没有您负责的联盟。</SectionNote>;
          return (
            <Rows label="各联盟的评价环节">
              {own.map((alliance) => (
                <Row
                  key={alliance.id}
                  title={alliance.name}
                  facts={[
                    allianceKinds[alliance.kind],
                    alliance.evaluationStages.map((stage) => evaluationStages[stage]).join(" → "),
                    alliance.inheritsEvaluationStages ? "未单独设置" : "单独设置",
                  ]}
                  action={
                    <Button
                      size="small"
                      aria-label={`设置${alliance.name}的评价环节`}
                      onClick={() => setEdited(alliance)}
                    >
                      设置
                    </Button>
                  }
                />
              ))}
            </Rows>
          );
        }}
      </Part>
      {edited && <StagesDialog alliance={edited} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

interface StagesValues {
  inherits: boolean;
  stages?: EvaluationStage[];
}

function StagesDialog({ alliance, onClose }: { alliance: Alliance; onClose: () => void }) {
  const refresh = useRefresh(["EvaluationSettings"]);
  return (
    <FormDialog<StagesValues>
      open
      onClose={onClose}
      title={`${alliance.name}的评价环节`}
      word="保存"
      initial={{ inherits: alliance.inheritsEvaluationStages, stages: [...alliance.evaluationStages] }}
      submit={async ({ inherits, stages }, clientMutationId) => {
        const { id: allianceId, evaluationVersion: expectedVersion } = alliance;
        const input = {
          clientMutationId,
          allianceId,
          expectedVersion,
          stages: inherits ? null : (stages ?? []),
        };
        await send(setEvaluationStagesDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item name="inherits" label="按哪里的规定">
        <Radio.Group
          options={[
            { value: true, label: "与上级联盟相同（没有上级时四个环节都评）" },
            { value: false, label: "单独设置" },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={["inherits"]}>
        {({ getFieldValue }) =>
          getFieldValue("inherits") === false && (
            <Form.Item
              name="stages"
              label="评价环节"
              extra="按这个顺序评价；没有人能评价的环节请不要选"
              rules={[{ required: true, type: "array", min: 1, message: "请至少选一个环节" }]}
            >
              <Checkbox.Group
                options={(Object.keys(evaluationStages) as EvaluationStage[]).map((value) => ({
                  value,
                  label: evaluationStages[value],
                }))}
              />
            </Form.Item>
          )
        }
      </Form.Item>
    </FormDialog>
  );
}
