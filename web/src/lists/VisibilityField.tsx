import { Form, Select } from "antd";
import type { EntryVisibility, PublishingChoicesQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { usePhone } from "../ui/useMedia.ts";
import { visibilities } from "../ui/words.ts";
import type { Choice } from "./formValues.ts";
import { publishingChoicesDocument } from "./reviewDocuments.ts";

export type PublishingChoices = PublishingChoicesQuery["publishingChoices"];

/** How the entry in the form would be published; undefined until it is known. */
export function usePublishing() {
  const form = Form.useFormInstance();
  const owner = Form.useWatch<Choice | undefined>("owner", form);
  const alliance = Form.useWatch<Choice | undefined>("alliance", form);
  const chosen = Form.useWatch<EntryVisibility | undefined>("visibility", form);
  const { data } = useQueryDocument(
    publishingChoicesDocument,
    { ownerId: owner?.value ?? null, allianceId: alliance?.value ?? null },
    { keepPrevious: true },
  );
  const choices = data?.publishingChoices;
  return { choices, submits: choices !== undefined && submits(choices, chosen) };
}

/** Whether saving is submitting: what only its own organisation sees is reviewed by nobody. */
const submits = ({ reviewed, usual }: PublishingChoices, chosen: EntryVisibility | undefined): boolean =>
  reviewed && (chosen ?? usual) !== "organization";

/** Who will see it, in words that name them. */
function sentenceOf(visibility: EntryVisibility, name: string | null | undefined): string {
  if (visibility === "organization")
    return `只有${name ?? "本单位"}和它的上级党组织能看到，不会推荐给其他单位。`;
  if (visibility === "alliance") return `${name ?? "所在联盟"}的成员单位和联盟统筹能看到。`;
  if (visibility === "hub") return `${name ?? "总联盟"}和下属各联盟的成员单位都能看到。`;
  return "所有登录的用户都能看到；示例模式下不登录也能看到。";
}

/** Who sees the entry: the circles that its owner and alliance have. */
export function VisibilityField() {
  const phone = usePhone();
  const form = Form.useFormInstance();
  const chosen = Form.useWatch<EntryVisibility | undefined>("visibility", form);
  const { choices, submits: waits } = usePublishing();
  if (!choices) return <Form.Item name="visibility" hidden noStyle />;
  const shown = chosen ?? choices.usual;
  const name = choices.circles.find(({ visibility }) => visibility === shown)?.name;
  const extra = (
    <>
      {sentenceOf(shown, name)}
      {waits && `保存后先由${choices.reviewingAlliance ?? "联盟"}审核，通过前只有本单位和审核人能看到。`}
    </>
  );
  return (
    <Form.Item name="visibility" label="谁能看到" extra={<span aria-live="polite">{extra}</span>}>
      <Select<EntryVisibility>
        allowClear
        size={phone ? "large" : "middle"}
        placeholder={visibilities[choices.usual]}
        options={choices.circles.map((circle) => ({
          value: circle.visibility,
          label: circle.name
            ? `${visibilities[circle.visibility]}（${circle.name}）`
            : visibilities[circle.visibility],
        }))}
      />
    </Form.Item>
  );
}
