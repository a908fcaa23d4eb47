import { Alert, Button, Form, type FormInstance, Modal } from "antd";
import { type ReactNode, useState } from "react";
import styles from "./FormDialog.module.css";
import { useSubmit } from "./useSubmit.ts";

interface FormDialogProps<V extends object> {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The word on the button. */
  word: string;
  /** What stands above the fields. */
  lead?: ReactNode;
  initial?: Partial<V>;
  /** Does it. What it returns is shown in place of the form, for what is said only once; nothing closes the dialog. */
  submit: (values: V) => Promise<ReactNode>;
  children?: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/** A short form over the page. */
export function FormDialog<V extends object>({ open, onClose, title, ...rest }: FormDialogProps<V>) {
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      footer={null}
      // A slip beside the dialog must not lose what was typed, or a secret that is shown once.
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Body onClose={onClose} {...rest} />
    </Modal>
  );
}

function Body<V extends object>(props: Omit<FormDialogProps<V>, "open" | "title">) {
  const { onClose, word, lead, initial, submit, children } = props;
  const [form] = Form.useForm<V>();
  const [result, setResult] = useState<ReactNode>();
  const { busy, failure, wait, run } = useSubmit<V>(form, async (values) => {
    const shown = await submit(values);
    if (shown) setResult(shown);
    else onClose();
  });
  if (result)
    return (
      <>
        {result}
        <div className={styles.foot}>
          <Button onClick={onClose}>关闭</Button>
        </div>
      </>
    );
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      validateTrigger="onBlur"
      scrollToFirstError={{ focus: true, block: "center" }}
      onFinish={(values) => void run(values)}
    >
      {lead && <p className={styles.lead}>{lead}</p>}
      {typeof children === "function" ? children(form) : children}
      {failure && <Alert className={styles.failure} type="error" showIcon title={failure} />}
      <div className={styles.foot}>
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={wait > 0}>
          {wait > 0 ? `${wait} 秒后可再试` : word}
        </Button>
      </div>
    </Form>
  );
}
