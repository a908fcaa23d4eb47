import { Button, Dropdown, Form, Input } from "antd";
import { useState } from "react";
import type { ProjectCardFragment, ProjectStep } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { moveProjectDocument } from "./projectDocuments.ts";
import { projectQueries, useProjectMove } from "./useProjectSteps.ts";
import { projectSteps, stepLacks } from "./words.ts";

type Project = Pick<ProjectCardFragment, "id" | "title" | "version" | "steps">;

/** All steps of a card behind one button. */
export function StepMenu({ project, onAsk }: { project: Project; onAsk: (step: ProjectStep) => void }) {
  const move = useProjectMove();
  if (project.steps.length === 0) return null;
  const items = project.steps.map(({ step, open }) => ({
    key: step,
    disabled: !open,
    label: open ? projectSteps[step] : `${projectSteps[step]}（${stepLacks[step] ?? "还不能"}）`,
  }));
  const choose = (key: string) => {
    const chosen = project.steps.find(({ step }) => step === key);
    if (!chosen) return;
    if (chosen.reasonNeeded) onAsk(chosen.step);
    else void move(project, chosen.step);
  };
  return (
    <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => choose(key) }}>
      <Button size="small" aria-haspopup="menu" aria-label={`推进：${project.title}`}>
        推进
      </Button>
    </Dropdown>
  );
}

/** The steps of a project as buttons, the one forward as the primary. */
export function StepButtons({ project, onAsk }: { project: Project; onAsk: (step: ProjectStep) => void }) {
  const move = useProjectMove();
  const [busy, setBusy] = useState<ProjectStep>();
  const go = async (step: ProjectStep) => {
    setBusy(step);
    await move(project, step);
    setBusy(undefined);
  };
  return project.steps.map(({ step, open, reasonNeeded }) => (
    <Button
      key={step}
      type={step === "start" || step === "complete" ? "primary" : "default"}
      disabled={!open}
      title={open ? undefined : stepLacks[step]}
      loading={busy === step}
      onClick={() => (reasonNeeded ? onAsk(step) : void go(step))}
    >
      {open ? projectSteps[step] : `${projectSteps[step]}（${stepLacks[step] ?? "还不能"}）`}
    </Button>
  ));
}

interface ReasonDialogProps {
  /** What is asked about; nothing while nothing is. */
  asked: { project: Project; step: ProjectStep } | undefined;
  onClose: () => void;
}

/** Asks why, for steps that nobody takes without saying it. */
export function ReasonDialog({ asked, onClose }: ReasonDialogProps) {
  const refresh = useRefresh(projectQueries);
  if (!asked) return null;
  const { project, step } = asked;
  return (
    <FormDialog<{ reason: string }>
      open
      onClose={onClose}
      title={`${projectSteps[step]}：${project.title}`}
      word={projectSteps[step]}
      lead="原因会写进项目的变动记录，项目各方都能看到。"
      submit={async ({ reason }, clientMutationId) => {
        const input = { clientMutationId, id: project.id, expectedVersion: project.version, step, reason };
        await send(moveProjectDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item
        name="reason"
        label="原因"
        rules={[{ required: true, whitespace: true, message: "请写明原因" }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}
