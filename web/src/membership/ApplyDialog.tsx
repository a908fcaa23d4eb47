import { Form, Input, Segmented, Select } from "antd";
import type { MembershipCaseKind } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import type { Choice } from "../lists/formValues.ts";
import { SearchSelect } from "../lists/pickers.tsx";
import { useChoices } from "../lists/useChoices.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { openCaseDocument } from "./documents.ts";
import { caseKinds, membershipQueries } from "./words.ts";

interface ApplyValues {
  allianceId?: string;
  kind: MembershipCaseKind;
  memberId?: Choice;
  statement: string;
}

interface ApplyDialogProps {
  allianceId?: string | undefined;
  onClose: () => void;
  onOpened: (id: string) => void;
}

/** 申请 by a unit's secretary, 提议 by who answers for the alliance: one form. */
export function ApplyDialog({ allianceId, onClose, onOpened }: ApplyDialogProps) {
  const refresh = useRefresh(membershipQueries);
  const { alliances } = useChoices();
  return (
    <FormDialog<ApplyValues>
      open
      onClose={onClose}
      title="申请或提议"
      word="提交"
      lead="书记为本单位申请；联盟统筹、包链领导和驻链指导员可以提议。材料在提交后的页面上添加。"
      initial={{ kind: "admit", ...(allianceId ? { allianceId } : {}) }}
      submit={async ({ memberId, allianceId: chosen, kind, statement }, clientMutationId) => {
        const { openMembershipCase } = await send(openCaseDocument, {
          input: {
            clientMutationId,
            allianceId: chosen ?? "",
            memberId: memberId?.value ?? "",
            kind,
            statement,
          },
        });
        await refresh();
        onOpened(openMembershipCase.case.id);
        return undefined;
      }}
    >
      {(form) => (
        <>
          <Form.Item name="kind" label="事项">
            <Segmented
              aria-label="事项"
              block
              options={(Object.keys(caseKinds) as MembershipCaseKind[]).map((value) => ({
                value,
                label: caseKinds[value],
              }))}
            />
          </Form.Item>
          <Form.Item name="allianceId" label="联盟" rules={[{ required: true, message: "请选择联盟" }]}>
            <Select options={alliances} placeholder="选择联盟" />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => (
              <Form.Item
                name="memberId"
                label="单位"
                extra={
                  form.getFieldValue("kind") === "admit"
                    ? "成员是党组织；输入名称或拼音首字母查找"
                    : "党组织，或还没有党组织的企业"
                }
                rules={[{ required: true, message: "请选择单位" }]}
              >
                <SearchSelect<Choice>
                  kinds={
                    form.getFieldValue("kind") === "admit"
                      ? ["PartyOrganization"]
                      : ["PartyOrganization", "Enterprise"]
                  }
                  placeholder="输入名称查找"
                  nothing="没有找到，请先录入名录"
                />
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item
            name="statement"
            label="理由"
            rules={[{ required: true, whitespace: true, message: "请写明理由" }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
