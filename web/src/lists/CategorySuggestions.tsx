import { Button, Form } from "antd";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useDebounced } from "../ui/useDebounced.ts";
import styles from "./EntryForm.module.css";
import { suggestCategoriesDocument } from "./reminderDocuments.ts";

/** Shorter than this a text says too little. */
const shortest = 6;

/** Categories that fit what is being written, each taken with one click; nothing once one is chosen. */
export function CategorySuggestions() {
  const form = Form.useFormInstance();
  const text: unknown = Form.useWatch("text", form);
  const chosen: unknown = Form.useWatch("category", form);
  const asked = useDebounced(typeof text === "string" ? text.trim() : "", 600);
  const enabled = asked.length >= shortest && !chosen;
  const found = useQueryDocument(suggestCategoriesDocument, { text: asked.slice(0, 500) }, { enabled });
  const categories = enabled ? (found.data?.suggestCategories ?? []) : [];
  if (categories.length === 0) return null;
  return (
    <fieldset className={styles.suggestions} aria-label="建议的类别">
      <span>建议：</span>
      {categories.map(({ id, name }) => (
        <Button
          key={id}
          size="small"
          onClick={() => form.setFieldsValue({ category: { value: id, label: name } })}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  );
}
