import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { Link } from "react-router";
import type { ProjectYearQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { today } from "../ui/format.ts";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { usePhone } from "../ui/useMedia.ts";
import { DeliveredTag } from "./DeliveredTag.tsx";
import { projectYearDocument } from "./documents.ts";
import { projectPath } from "./ProjectCard.tsx";
import styles from "./ProjectsPage.module.css";
import { projectStates } from "./words.ts";

type Planned = ProjectYearQuery["projectYear"]["steps"][number];

const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, "0"));

/** 年度计划: what is planned in each month of a year, and whether it was delivered. */
export function YearPlan({ allianceId }: { allianceId: string | null }) {
  const [params, put] = useAddress();
  const now = today();
  const asked = Number(params.get("year"));
  const year = asked >= 2000 && asked <= 2099 ? asked : Number(now.slice(0, 4));
  const plan = useQueryDocument(projectYearDocument, { year, allianceId }, { keepPrevious: true });
  return (
    <div>
      <div className={styles.year}>
        <Button
          icon={<LeftOutlined aria-hidden />}
          aria-label="上一年"
          disabled={year <= 2000}
          onClick={() => put({ year: String(year - 1) })}
        />
        <strong aria-live="polite">{year} 年</strong>
        <Button
          icon={<RightOutlined aria-hidden />}
          aria-label="下一年"
          disabled={year >= 2099}
          onClick={() => put({ year: String(year + 1) })}
        />
        {plan.data && (
          <span className={styles.quiet}>
            计划 <Count of={plan.data.projectYear} unit="项" />
          </span>
        )}
      </div>
      <Part query={plan} loading={<LoadingRows rows={8} />}>
        {({ projectYear }) => <Months plan={projectYear} now={now.slice(0, 7)} />}
      </Part>
    </div>
  );
}

function Months({ plan, now }: { plan: ProjectYearQuery["projectYear"]; now: string }) {
  const phone = usePhone();
  if (plan.totalCount === 0)
    return <Nothing>这一年还没有月度计划。打开一个服务项目，点“修改计划”即可填写。</Nothing>;
  return (
    <>
      <ol className={styles.months}>
        {months.map((month) => {
          const key = `${plan.year}-${month}`;
          const steps = plan.steps.filter((step) => step.month === key);
          if (phone && steps.length === 0) return null;
          return (
            <li
              key={key}
              className={key === now ? styles.now : styles.month}
              aria-current={key === now ? "date" : undefined}
            >
              <h2 className={styles.monthName}>
                {Number(month)} 月{key === now && "（本月）"}{" "}
                <span className={styles.quiet}>{steps.length} 项</span>
              </h2>
              <ul className={styles.steps}>
                {steps.map((step) => (
                  <li key={step.id}>
                    <Step step={step} late={key < now} />
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      {plan.totalCount > plan.steps.length && (
        <p className={styles.quiet}>
          先显示 {plan.steps.length} 项，共 {plan.totalCount} 项。选一个联盟可以看全。
        </p>
      )}
    </>
  );
}

/** One planned step with its project. `late`: its month is over. */
function Step({ step: { text, delivered, project }, late }: { step: Planned; late: boolean }) {
  const open = project?.state === "approved" || project?.state === "running";
  return (
    <span className={styles.cell}>
      <span>
        {project ? <Link to={projectPath(project)}>{project.title}</Link> : "项目"}{" "}
        <ExampleBadge example={project?.example} />
      </span>
      <span className={styles.quiet}>
        {text} <DeliveredTag delivered={delivered} missed={late && open} />
        {project?.state === "cancelled" && <Tag>{projectStates.cancelled}</Tag>}
      </span>
    </span>
  );
}
