import { Form, Segmented } from "antd";
import { send } from "../graphql/client.ts";
import type { Choice } from "../lists/formValues.ts";
import { SearchSelect } from "../lists/pickers.tsx";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { joinAllianceDocument } from "./documents.ts";
import { registerQueries } from "./words.ts";

interface MemberValues {
  memberId?: Choice;
  observing: boolean;
  since?: string;
}

/** 入盟: an organisation joins, or an organisation or firm begins to observe. */
export function MemberDialog({ allianceId, onClose }: { allianceId: string; onClose: () => void }) {
  const refresh = useRefresh(registerQueries);
  return (
    <FormDialog<MemberValues>
      open
      onClose={onClose}
      title="登记入盟"
      word="登记"
      lead="成员是党组织；还没有党组织的企业可以登记为观察单位。"
      initial={{ observing: false, since: today() }}
      submit={async ({ memberId, observing, since }, clientMutationId) => {
        await send(joinAllianceDocument, {
          input: {
            clientMutationId,
            allianceId,
            memberId: memberId?.value ?? "",
            observing,
            since: since ?? null,
          },
        });
        await refresh();
        return undefined;
      }}
    >
      {(form) => (
        <>
          <Form.Item name="observing" label="身份">
            <Segmented
              aria-label="身份"
              options={[
                { value: false, label: "成员" },
                { value: true, label: "观察单位" },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => (
              <Form.Item
                name="memberId"
                label={form.getFieldValue("observing") ? "党组织或企业" : "党组织"}
                extra="输入名称或拼音首字母查找"
                rules={[{ required: true, message: "请选择单位" }]}
              >
                <SearchSelect<Choice>
                  kinds={
                    form.getFieldValue("observing")
                      ? ["PartyOrganization", "Enterprise"]
                      : ["PartyOrganization"]
                  }
                  placeholder="输入名称查找"
                  nothing="没有找到，请先录入"
                />
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item name="since" label="入盟日期">
            <DayInput max={today()} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
