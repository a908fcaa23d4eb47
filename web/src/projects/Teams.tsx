import { Button, Form, Input, Select, Tag } from "antd";
import { useEffect, useState } from "react";
import { Link, useLocation } from "react-router";
import type { TeamFieldsFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { useChoices } from "../lists/useChoices.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { quantity } from "../ui/format.ts";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { teamsDocument } from "./documents.ts";
import { listPath } from "./Figures.tsx";
import { MemberFields } from "./PlanFields.tsx";
import styles from "./ProjectsPage.module.css";
import { saveTeamDocument } from "./projectDocuments.ts";
import { TeamName } from "./TeamName.tsx";

type Team = TeamFieldsFragment;

/** 服务队: who carries projects out, with their members and the projects each carries. */
export function Teams({ allianceId }: { allianceId: string | null }) {
  const teams = useQueryDocument(teamsDocument, { allianceId });
  const mayRun = useMay("runProject");
  const [edited, setEdited] = useState<Team | "new">();
  const { hash } = useLocation();
  // A link to one team comes before its card is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the answer that counts
  useEffect(() => {
    document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash, teams.data]);
  return (
    <div>
      {mayRun && (
        <div className={styles.year}>
          <Button onClick={() => setEdited("new")}>新建服务队</Button>
        </div>
      )}
      <Part query={teams} loading={<LoadingRows rows={6} />}>
        {({ serviceTeams }) =>
          serviceTeams.nodes.length === 0 ? (
            <Nothing>这个联盟还没有服务队。负责联盟的人可以新建，写上队员和分工。</Nothing>
          ) : (
            <div className={styles.teams}>
              {serviceTeams.nodes.map((team) => (
                <TeamCard key={team.id} team={team} onEdit={() => setEdited(team)} />
              ))}
            </div>
          )
        }
      </Part>
      {edited && (
        <TeamDialog
          team={edited === "new" ? undefined : edited}
          allianceId={allianceId}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function TeamCard({ team, onEdit }: { team: Team; onEdit: () => void }) {
  const { departments, members, alliance } = team;
  return (
    <article className={styles.teamCard} aria-label={team.name} id={team.id}>
      <header className={styles.teamHead}>
        <h2 className={styles.teamTitle}>
          <TeamName team={team} />
          <ExampleBadge example={team.example} /> {team.published && <Tag>公开资料</Tag>}
        </h2>
        {team.mayEdit && (
          <Button size="small" onClick={onEdit}>
            修改
          </Button>
        )}
      </header>
      <p className={styles.quiet}>
        {[alliance?.shortName ?? alliance?.name, team.division, quantity(team.number, "人")]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {team.description && <p className={styles.quiet}>{team.description}</p>}
      {departments.length > 0 && (
        <p className={styles.quiet}>来自：{departments.map(({ name }) => name).join("、")}</p>
      )}
      {members.length > 0 && (
        <ul className={styles.members} aria-label={`${team.name}的队员`}>
          {members.map((member) => (
            <li key={member.id}>
              {member.name}
              {member.unit && <span className={styles.quiet}>（{member.unit}）</span>}
            </li>
          ))}
        </ul>
      )}
      <Link to={listPath({ team: team.id })}>
        承担 <Count of={{ totalCount: team.projectCount, exampleCount: team.exampleCount }} unit="个项目" />
      </Link>
    </article>
  );
}

interface TeamValues {
  allianceId: string;
  name: string;
  colour?: string;
  division?: string;
  description?: string;
  members?: { name?: string; unit?: string | null }[];
}

interface TeamDialogProps {
  team: Team | undefined;
  allianceId: string | null;
  onClose: () => void;
}

function TeamDialog({ team, allianceId, onClose }: TeamDialogProps) {
  const choices = useChoices();
  const refresh = useRefresh(["ServiceTeams", "ServiceTeamChoices"]);
  const initial: Partial<TeamValues> = team
    ? {
        allianceId: team.alliance?.id,
        name: team.name,
        colour: team.colour ?? undefined,
        division: team.division ?? undefined,
        description: team.description ?? undefined,
        members: team.members.map(({ name, unit }) => ({ name, unit })),
      }
    : { allianceId: allianceId ?? undefined, members: [{}] };
  return (
    <FormDialog<TeamValues>
      open
      onClose={onClose}
      title={team ? `修改${team.name}` : "新建服务队"}
      word="保存"
      lead="队员的姓名只有本联盟的人能看到，其他人只看到人数。"
      initial={initial}
      submit={async ({ members, ...values }, clientMutationId) => {
        const input = {
          clientMutationId,
          id: team?.id ?? null,
          expectedVersion: team?.version ?? null,
          ...values,
          members: (members ?? []).flatMap(({ name, unit }) =>
            name?.trim() ? [{ name, unit: unit ?? null }] : [],
          ),
        };
        await send(saveTeamDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item name="allianceId" label="联盟" rules={[{ required: true, message: "请选择联盟" }]}>
        <Select disabled={team !== undefined} options={choices.alliances} />
      </Form.Item>
      <Form.Item
        name="name"
        label="名称"
        rules={[{ required: true, whitespace: true, message: "请填写服务队名称" }]}
      >
        <Input maxLength={30} placeholder="政企绿服务队" />
      </Form.Item>
      <Form.Item name="colour" label="颜色">
        <Select
          allowClear
          placeholder="不选"
          options={["绿", "蓝", "红", "橙"].map((colour) => ({ value: colour, label: colour }))}
        />
      </Form.Item>
      <Form.Item name="division" label="分工">
        <Input maxLength={30} placeholder="政务服务" />
      </Form.Item>
      <Form.Item name="description" label="说明">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <MemberFields />
    </FormDialog>
  );
}
