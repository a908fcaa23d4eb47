import { Button, Form, Radio } from "antd";
import { useState } from "react";
import type { DecisionQuorum, DecisionThreshold, MembershipRulesQuery } from "../generated/graphql.ts";
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
import { AllianceDialog } from "./AllianceDialog.tsx";
import { rulesDocument, setRuleDocument } from "./documents.ts";
import { membershipQueries, quorums, ruleText, thresholds } from "./words.ts";

type Alliance = MembershipRulesQuery["alliances"][number];

/** 议事规则: how each alliance decides who joins and who leaves. */
export function RulesPage() {
  const may = useMay("configureLists");
  return (
    <Page
      title="联盟与议事规则"
      question="有哪些联盟，在哪里备案，吸纳和退出怎么才算通过"
      actions={<LinkButton to="/membership">返回吸纳与退出</LinkButton>}
    >
      {may ? <Rules /> : <Nothing>您的角色不能打开这一页。需要时请联系管理员授予相应的角色。</Nothing>}
    </Page>
  );
}

function Rules() {
  const answer = useQueryDocument(rulesDocument, {});
  const [edited, setEdited] = useState<Alliance>();
  const [kept, setKept] = useState<Alliance | "new">();
  return (
    <Section
      title="各联盟的规则和备案"
      hint="已经提交表决的事项，按提交时的规则。改动会写进审计记录。"
      actions={<Button onClick={() => setKept("new")}>新建联盟</Button>}
    >
      <Part query={answer} loading={<LoadingRows rows={4} />}>
        {({ alliances }) => {
          const own = alliances.filter(({ mayConfigureLists }) => mayConfigureLists);
          if (own.length === 0) return <SectionNote>没有您负责的联盟。</SectionNote>;
          return (
            <Rows label="各联盟的规则">
              {own.map((alliance) => (
                <Row
                  key={alliance.id}
                  title={alliance.name}
                  facts={[
                    allianceKinds[alliance.kind],
                    ruleText(alliance.decisionRule),
                    alliance.decisionVersion === 0 && "默认规则",
                    registrationText(alliance),
                  ]}
                  action={
                    <>
                      <Button
                        size="small"
                        aria-label={`修改${alliance.name}和备案`}
                        onClick={() => setKept(alliance)}
                      >
                        修改
                      </Button>{" "}
                      <Button
                        size="small"
                        aria-label={`设置${alliance.name}的规则`}
                        onClick={() => setEdited(alliance)}
                      >
                        设置
                      </Button>
                    </>
                  }
                />
              ))}
            </Rows>
          );
        }}
      </Part>
      {kept && answer.data && (
        <AllianceDialog
          alliance={kept === "new" ? undefined : kept}
          choices={answer.data}
          onClose={() => setKept(undefined)}
        />
      )}
      {edited && <RuleDialog alliance={edited} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

const registrationText = ({ registration }: Alliance): string => {
  const { registeredOn, registrationNumber, registeredWith } = registration ?? {};
  const known = [registeredOn, registeredWith, registrationNumber].filter(Boolean);
  return known.length > 0 ? `备案：${known.join("，")}` : "没有备案记录";
};

interface RuleValues {
  threshold: DecisionThreshold;
  quorum: DecisionQuorum;
}

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

function RuleDialog({ alliance, onClose }: { alliance: Alliance; onClose: () => void }) {
  const refresh = useRefresh(membershipQueries);
  return (
    <FormDialog<RuleValues>
      open
      onClose={onClose}
      title={`${alliance.name}的议事规则`}
      word="保存"
      initial={alliance.decisionRule}
      submit={async ({ threshold, quorum }, clientMutationId) => {
        const { id: allianceId, decisionVersion: expectedVersion } = alliance;
        await send(setRuleDocument, {
          input: { clientMutationId, allianceId, expectedVersion, threshold, quorum },
        });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item name="threshold" label="多少家同意算通过">
        <Radio.Group options={optionsOf(thresholds)} />
      </Form.Item>
      <Form.Item name="quorum" label="多少家到会才能表决">
        <Radio.Group options={optionsOf(quorums)} />
      </Form.Item>
    </FormDialog>
  );
}
