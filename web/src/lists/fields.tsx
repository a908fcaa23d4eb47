import { AutoComplete, Form, Input, InputNumber, Select } from "antd";
import { DayInput } from "../ui/DayInput.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { CategorySuggestions } from "./CategorySuggestions.tsx";
import styles from "./EntryForm.module.css";
import { amountProblem, windowProblem } from "./rules.ts";
import { type Choice, placed, useChoices } from "./useChoices.ts";

/** The two ends of a window; the second may not lie before the first. */
export function WindowFields({
  from,
  until,
  words,
}: {
  from: string;
  until: string;
  words: [string, string];
}) {
  return (
    <div className={styles.pair}>
      <Form.Item name={from} label={words[0]}>
        <DayInput />
      </Form.Item>
      <Form.Item
        name={until}
        label={words[1]}
        dependencies={[from]}
        rules={[
          (form) => ({
            validator: (_, value: string | undefined) =>
              reject(windowProblem(form.getFieldValue(from), value)),
          }),
        ]}
      >
        <DayInput />
      </Form.Item>
    </div>
  );
}

const units = ["人", "家", "个", "场", "次", "套", "吨", "万元", "平方米", "名额"];

/** An amount and its unit. */
export function AmountFields({ name, label }: { name: string; label: string }) {
  const phone = usePhone();
  return (
    <div className={styles.pair}>
      <Form.Item
        name={name}
        label={label}
        rules={[{ validator: (_, value) => reject(amountProblem(value)) }]}
      >
        <InputNumber
          className={styles.full}
          size={phone ? "large" : "middle"}
          inputMode="decimal"
          placeholder="不清楚可留空"
        />
      </Form.Item>
      <Form.Item name="unit" label="单位">
        <AutoComplete
          size={phone ? "large" : "middle"}
          options={units.map((value) => ({ value }))}
          placeholder="人、家、吨"
          maxLength={20}
        />
      </Form.Item>
    </div>
  );
}

/** A category out of the tree, found by typing. */
export function CategoryField() {
  const phone = usePhone();
  const { categories, isPending } = useChoices();
  return (
    <Form.Item label="类别" htmlFor="category">
      <Form.Item name="category" noStyle>
        <Select<Choice, Choice>
          labelInValue
          allowClear
          size={phone ? "large" : "middle"}
          showSearch={{ optionFilterProp: "label" }}
          loading={isPending}
          options={categories.filter(({ retired }) => !retired)}
          optionRender={({ data }) => placed(data)}
          placeholder="不清楚可留空"
        />
      </Form.Item>
      <CategorySuggestions />
    </Form.Item>
  );
}

/** An alliance; usually filled in from the unit. */
export function AllianceField() {
  const phone = usePhone();
  const { alliances } = useChoices();
  return (
    <Form.Item name="alliance" label="联盟">
      <Select
        labelInValue
        allowClear
        size={phone ? "large" : "middle"}
        options={alliances}
        placeholder="随单位带出"
      />
    </Form.Item>
  );
}

/** A rule's verdict as antd wants it. */
export const reject = (problem: string | undefined): Promise<void> =>
  problem ? Promise.reject(new Error(problem)) : Promise.resolve();

/** The text itself and an optional title. */
export function TextFields(props: {
  label: string;
  placeholder: string;
  problem: (text?: string) => string | undefined;
}) {
  const phone = usePhone();
  return (
    <>
      <Form.Item
        name="text"
        label={props.label}
        rules={[{ validator: (_, value) => reject(props.problem(value)) }]}
      >
        <Input.TextArea
          size={phone ? "large" : "middle"}
          autoSize={{ minRows: 3, maxRows: 10 }}
          placeholder={props.placeholder}
          enterKeyHint="next"
        />
      </Form.Item>
      <Form.Item name="title" label="标题" extra="可留空，列表中显示内容的开头">
        <Input size={phone ? "large" : "middle"} maxLength={100} enterKeyHint="next" />
      </Form.Item>
    </>
  );
}
