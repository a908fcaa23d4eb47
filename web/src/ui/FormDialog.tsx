import { Alert, Button, Form, type FormInstance, Modal } from "antd";
import { type ReactNode, useId, useRef, useState } from "react";
import styles from "./FormDialog.module.css";
import { useKeyOfContent } from "./useKeyOfContent.ts";
import { usePhone } from "./useMedia.ts";
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
  /**
   * Does it, with the key of this opening of the form: a second sending, after a lost answer, does nothing twice; what was
   * changed in between gets a key of its own. What it returns is shown in place of the form, for what is said only once; nothing closes the
   * dialog.
   */
  submit: (values: V, clientMutationId: string) => Promise<ReactNode>;
  children?: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/** A short form over the page. */
export function FormDialog<V extends object>({ open, onClose, title, ...rest }: FormDialogProps<V>) {
  const content = useRef<HTMLDivElement>(null);
  const phone = usePhone();
  // Typing can begin at once; on a phone the keyboard would cover the form.
  const begin = (shown: boolean) =>
    shown && !phone && content.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  return (
    <Modal
      open={open}
      afterOpenChange={begin}
      title={title}
      onCancel={onClose}
      footer={null}
      // A slip beside the dialog must not lose what was typed, or a secret that is shown once.
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div ref={content}>
        <Body onClose={onClose} {...rest} />
      </div>
    </Modal>
  );
}

function Body<V extends object>(props: Omit<FormDialogProps<V>, "open" | "title">) {
  const { onClose, word, lead, initial, submit, children } = props;
  const [form] = Form.useForm<V>();
  // Fields are called alike in many forms: their labels must not point into another one on the page.
  const name = useId();
  const phone = usePhone();
  const keyFor = useKeyOfContent();
  const [result, setResult] = useState<ReactNode>();
  const { busy, failure, wait, run } = useSubmit<V>(form, async (values) => {
    const shown = await submit(values, keyFor(values));
    if (shown) setResult(shown);
    else onClose();
  });
  if (result)
    return (
      <div className={styles.form}>
        {result}
        <div className={styles.foot}>
          <Button type="primary" onClick={onClose}>
            完成
          </Button>
        </div>
      </div>
    );
  return (
    <Form
      className={styles.form}
      form={form}
      name={name}
      layout="vertical"
      requiredMark={false}
      size={phone ? "large" : undefined}
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
