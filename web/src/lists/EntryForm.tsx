import { Alert, Button, Form, type FormInstance } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { instant } from "../ui/format.ts";
import { useMedia } from "../ui/useMedia.ts";
import { ConflictNotice } from "./ConflictNotice.tsx";
import type { Draft } from "./draft.ts";
import { dropDraft, readDraft, writeDraft } from "./draft.ts";
import styles from "./EntryForm.module.css";
import { FormAside } from "./FormAside.tsx";
import { type Saver, useSave } from "./useSave.ts";
import { usePublishing } from "./VisibilityField.tsx";

export interface EntryFormProps<V extends object> {
  /** Names the draft in the browser. */
  draftName: string;
  initial: V;
  saver: Saver<V>;
  problems: (values: V) => Record<string, string>;
  saveWord: string;
  /** Whether it can be kept without submitting: not once others see it. */
  mayDraft: boolean;
  /** Which of the two forms it is. */
  side: "demands" | "offers";
  /** Of the entry that is being edited. */
  entryId?: string;
  /** What the fields are; they read and write the form by name. `underText` belongs under what it is about. */
  children: (form: FormInstance<V>, underText: ReactNode) => ReactNode;
}

/** A form that keeps a draft by itself, checks a field when it is left, and loses nothing when saving fails. */
export function EntryForm<V extends object>(props: EntryFormProps<V>) {
  const { draftName, initial, saver, problems, saveWord, mayDraft, side, entryId, children } = props;
  const [form] = Form.useForm<V>();
  const [found, setFound] = useState(() => readDraft<V>(localStorage, draftName));
  const draft = useRef<Draft<V> | undefined>(found);
  const save = useSave(form, saver, problems, { name: draftName, held: draft });
  const keep = () => {
    // A draft goes on resting on the version it began with, however often the form is opened.
    const version = draft.current ? draft.current.version : saver.version;
    draft.current = { ...draft.current, values: form.getFieldsValue(), version, savedAt: Date.now() };
    writeDraft(localStorage, draftName, draft.current);
    save.clear();
  };
  const forget = () => {
    dropDraft(localStorage, draftName);
    draft.current = undefined;
    form.setFieldsValue(blank(form.getFieldsValue(), initial));
    setFound(undefined);
  };
  const text: string = Form.useWatch("text", form) ?? "";
  const wide = useMedia("(min-width: 1100px)");
  const aside = <FormAside side={side} text={text} entryId={entryId} wide={wide} />;
  const fields = (
    <Form
      form={form}
      layout="vertical"
      className={styles.form}
      initialValues={{ ...initial, ...found?.values }}
      onValuesChange={keep}
      onFinish={() => void save.submit()}
      validateTrigger="onBlur"
      requiredMark={false}
      scrollToFirstError={{ focus: true, block: "center" }}
    >
      {found && <DraftNotice savedAt={found.savedAt} onForget={forget} onKeep={() => setFound(undefined)} />}
      {save.conflict && (
        <ConflictNotice conflict={save.conflict} onMine={save.keepMine} onTheirs={save.takeTheirs} />
      )}
      {children(form, wide ? null : aside)}
      <SaveBar save={save} word={saveWord} mayDraft={mayDraft} />
    </Form>
  );
  return (
    <div className={styles.layout}>
      {fields}
      {wide && aside}
    </div>
  );
}

/** What went wrong with saving, and the buttons. */
function SaveBar({
  save,
  word,
  mayDraft,
}: {
  save: Pick<ReturnType<typeof useSave>, "failure" | "submit" | "saving">;
  word: string;
  mayDraft: boolean;
}) {
  const { submits } = usePublishing();
  const navigate = useNavigate();
  return (
    <div className={styles.actions}>
      {save.failure && (
        <Alert
          type="error"
          showIcon
          title={save.failure.sentence}
          description={save.failure.requestId && `编号 ${save.failure.requestId}`}
          action={
            <Button size="small" onClick={() => void save.submit()}>
              重试
            </Button>
          }
        />
      )}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" size="large" loading={save.saving}>
          {submits ? "提交审核" : word}
        </Button>
        {mayDraft && (
          <Button size="large" disabled={save.saving} onClick={() => void save.submit(true)}>
            存为草稿
          </Button>
        )}
        <Button size="large" onClick={() => void navigate(-1)}>
          返回
        </Button>
        <span className={styles.kept}>填写内容自动保存在本机</span>
      </div>
    </div>
  );
}

/** Every field that is filled, emptied or put back to what it was at first. */
function blank<V extends object>(filled: V, initial: V): V {
  return { ...(Object.fromEntries(Object.keys(filled).map((key) => [key, undefined])) as V), ...initial };
}

function DraftNotice({
  savedAt,
  onForget,
  onKeep,
}: {
  savedAt: number;
  onForget: () => void;
  onKeep: () => void;
}) {
  return (
    <Alert
      className={styles.draft}
      type="info"
      title={`已恢复 ${instant(new Date(savedAt).toISOString())} 未保存的草稿`}
      action={
        <Button size="small" onClick={onForget}>
          清空重填
        </Button>
      }
      closable={{ onClose: onKeep, "aria-label": "知道了" }}
    />
  );
}
