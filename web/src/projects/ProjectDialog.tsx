import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useChoices } from "../lists/useChoices.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { teamChoicesDocument } from "./documents.ts";
import { MonthFields } from "./PlanFields.tsx";
import { projectPath } from "./ProjectCard.tsx";
import { editProjectDocument, startProjectDocument } from "./projectDocuments.ts";
import { projectQueries } from "./useProjectSteps.ts";

interface PlanValues {
  title: string;
  summary?: string | null;
  allianceId?: string;
  teamId?: string | null;
  months?: { month?: string; text?: string }[];
}

/** Rows that are filled; the form says at the field where half of one is missing. */
const rowsOf = ({ months }: PlanValues) =>
  (months ?? []).flatMap(({ month, text }) => (month && text ? [{ month, text }] : []));

/** What both forms ask: name, words, team, months. */
function PlanForm({ children }: { children?: ReactNode }) {
  const teams = useQueryDocument(teamChoicesDocument, {});
  return (
    <>
      <Form.Item
        name="title"
        label="项目名称"
        rules={[{ required: true, whitespace: true, message: "请填写项目名称" }]}
      >
        <Input maxLength={60} showCount />
      </Form.Item>
      <Form.Item name="summary" label="说明">
        <Input.TextArea rows={2} maxLength={500} placeholder="可留空" />
      </Form.Item>
      {children}
      <Form.Item name="teamId" label="服务队">
        <Select
          allowClear
          placeholder="可稍后指定"
          loading={teams.isPending}
          showSearch={{ optionFilterProp: "label" }}
          options={(teams.data?.serviceTeams.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <MonthFields />
    </>
  );
}

interface StartProjectDialogProps {
  pair: { demandId: string; offerId: string };
  title: string;
  allianceId: string | undefined;
  onClose: () => void;
}

/** 立项: a match becomes a project, with its plan; opens the project's page. */
export function StartProjectDialog({ pair, title, allianceId, onClose }: StartProjectDialogProps) {
  const choices = useChoices();
  const refresh = useRefresh([...projectQueries, "MatchesOfDemand", "MatchesOfOffer"]);
  const navigate = useNavigate();
  return (
    <FormDialog<PlanValues>
      open
      onClose={onClose}
      title="立项"
      word="立项"
      lead="立项后进入项目看板：按月实施、登记交付、办结、逐级评价。"
      initial={{
        title: [...title].slice(0, 60).join(""),
        allianceId,
        months: [{ month: today().slice(0, 7) }],
      }}
      submit={async (values, clientMutationId) => {
        const { summary, teamId } = values;
        const input = {
          clientMutationId,
          ...pair,
          title: values.title,
          allianceId: values.allianceId ?? "",
          summary: summary ?? null,
          teamId: teamId ?? null,
          months: rowsOf(values),
        };
        const { startProject } = await send(startProjectDocument, { input });
        await refresh();
        void navigate(projectPath(startProject.project));
        return undefined;
      }}
    >
      <PlanForm>
        <Form.Item name="allianceId" label="联盟" rules={[{ required: true, message: "请选择联盟" }]}>
          <Select loading={choices.isPending} options={choices.alliances} />
        </Form.Item>
      </PlanForm>
    </FormDialog>
  );
}

/** 修改计划: words, team and months of a project that is not over. */
export function EditProjectDialog({
  project,
  onClose,
}: {
  project: ProjectInFullFragment;
  onClose: () => void;
}) {
  const refresh = useRefresh(projectQueries);
  const { title, summary, team, months } = project;
  return (
    <FormDialog<PlanValues>
      open
      onClose={onClose}
      title="修改项目和计划"
      word="保存"
      initial={{
        title,
        summary: summary ?? undefined,
        teamId: team?.id,
        months: months.length > 0 ? months.map(({ month, text }) => ({ month, text })) : [{}],
      }}
      submit={async (values, clientMutationId) => {
        const input = {
          clientMutationId,
          id: project.id,
          expectedVersion: project.version,
          title: values.title,
          summary: values.summary ?? null,
          teamId: values.teamId ?? null,
          months: rowsOf(values),
        };
        await send(editProjectDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <PlanForm />
    </FormDialog>
  );
}
