import { Button, Tag } from "antd";
import { useState } from "react";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { today } from "../ui/format.ts";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { DeliveredTag } from "./DeliveredTag.tsx";
import { EditProjectDialog } from "./ProjectDialog.tsx";
import { monthText } from "./words.ts";

/** 月度计划: what happens in which month, and whether something was delivered in it. */
export function Plan({ project }: { project: ProjectInFullFragment }) {
  const [editing, setEditing] = useState(false);
  const { months, mayRun, state } = project;
  const open = state === "approved" || state === "running";
  const now = today().slice(0, 7);
  return (
    <Section
      title="月度计划"
      actions={mayRun && open && <Button onClick={() => setEditing(true)}>修改计划</Button>}
    >
      {months.length === 0 ? (
        <SectionNote>还没有月度计划。填写至少一个月以后才能开始实施。</SectionNote>
      ) : (
        <Rows label="月度计划">
          {months.map(({ id, month, text, delivered }) => (
            <Row
              key={id}
              title={monthText(month)}
              tags={
                <>
                  {month === now && <Tag>本月</Tag>}
                  <DeliveredTag delivered={delivered} missed={month < now && open} />
                </>
              }
              facts={[text]}
            />
          ))}
        </Rows>
      )}
      {editing && <EditProjectDialog project={project} onClose={() => setEditing(false)} />}
    </Section>
  );
}
