import { Alert, Button, Form, Input } from "antd";
import { useId } from "react";
import { useSubmit } from "../../ui/useSubmit.ts";
import styles from "./PasswordForm.module.css";

/** What a password must be, said before it is typed; the server judges. */
export const passwordRules =
  "至少 10 个字符。常用密码、键盘顺序、日期和自己的名字容易被猜到；可以用几个不相关的词连起来。";

export interface PasswordField {
  name: string;
  label: string;
  autoComplete: string;
  secret?: boolean;
  /** What is to be known before typing. */
  hint?: string;
}

type Values = Record<string, string | undefined>;

interface PasswordFormProps {
  /** The word on the button. */
  word: string;
  fields: PasswordField[];
  initial?: Values;
  submit: (values: Values) => Promise<unknown>;
  /** Beside other things on a page, not a page of its own. */
  small?: boolean;
}

/** User name, passwords, and the button. What the server refuses is said at its field. */
export function PasswordForm({ word, fields, initial, submit, small }: PasswordFormProps) {
  const [form] = Form.useForm<Values>();
  const id = useId();
  const { busy, failure, wait, run } = useSubmit(form, submit);
  return (
    <Form
      form={form}
      name={id}
      layout="vertical"
      size={small ? undefined : "large"}
      requiredMark={false}
      initialValues={initial}
      onFinish={(values) => void run(values)}
    >
      {failure && <Alert className={styles.failure} type="error" showIcon title={failure} />}
      {fields.map(({ name, label, autoComplete, secret, hint }) => {
        const Box = secret ? Input.Password : Input;
        return (
          <Form.Item
            key={name}
            name={name}
            label={label}
            extra={hint}
            rules={[{ required: true, message: `请填写${label}` }]}
          >
            <Box autoComplete={autoComplete} />
          </Form.Item>
        );
      })}
      <Button
        className={styles.button}
        block={!small}
        type={small ? "default" : "primary"}
        htmlType="submit"
        loading={busy}
        disabled={wait > 0}
      >
        {wait > 0 ? `${wait} 秒后可再试` : word}
      </Button>
    </Form>
  );
}
