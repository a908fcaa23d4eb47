import { Form, Input, Select } from "antd";
import type { BarKind } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useMe } from "../identity/session.tsx";
import type { Choice } from "../lists/formValues.ts";
import { OwnerField } from "../lists/pickers.tsx";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { dayAfter, today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { barOwnersDocument } from "./documents.ts";
import { barKinds } from "./words.ts";

interface BarValues {
  ownerId?: Choice;
  otherId?: Choice;
  kind: BarKind;
  reason?: string;
  lastDay?: string;
}

interface BarDialogProps {
  onClose: () => void;
  /** Who is to be kept away, where it is known already. */
  other?: Choice;
  /** For whom it is asked, where it is known already. */
  owner?: Choice;
}

const ownerKinds = ["Enterprise", "PartyOrganization", "Department"] as const;

/** 不再对接: whom an owner does not want to be matched with, and why. */
export function BarDialog({ onClose, other, owner }: BarDialogProps) {
  const refresh = useRefresh(["DoNotMatches", "MatchesOfDemand", "MatchesOfOffer"]);
  const usual = useUsualOwner();
  return (
    <FormDialog<BarValues>
      open
      onClose={onClose}
      title="不再互相推荐"
      word="列入名单"
      lead="从现在起两家不再互相推荐；正在对接的不受影响。对方不会收到通知，也看不到这份名单。"
      initial={{ kind: "competitor", ownerId: owner ?? usual, otherId: other }}
      submit={async ({ ownerId, otherId, lastDay, ...values }, clientMutationId) => {
        const until = lastDay ? dayAfter(lastDay) : null;
        const pair = { ownerId: ownerId?.value ?? "", otherId: otherId?.value ?? "" };
        await send(barOwnersDocument, { input: { clientMutationId, ...pair, ...values, until } });
        await refresh();
        return undefined;
      }}
    >
      <OwnerField name="ownerId" label="提出单位" kinds={[...ownerKinds]} required />
      <OwnerField name="otherId" label="不再推荐" kinds={[...ownerKinds]} required />
      <Form.Item name="kind" label="原因">
        <Select options={Object.entries(barKinds).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="reason" label="说明" extra="可留空，最多 200 字">
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      <Form.Item name="lastDay" label="有效到" extra="含当天；留空为一直有效，随时可以移出">
        <DayInput min={today()} />
      </Form.Item>
    </FormDialog>
  );
}

/** Whose secretary the viewer is; who answers for an alliance picks. */
function useUsualOwner(): Choice | undefined {
  const { roles } = useMe();
  const place = roles.find(
    (role) => role.place && (role.place.kind === "PartyOrganization" || role.place.kind === "Department"),
  )?.place;
  return place ? { value: place.id, label: place.name } : undefined;
}
