import { App, Form, Segmented, Select, type SelectProps } from "antd";
import { useState } from "react";
import type { NodeKind } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { KindShape } from "../ui/KindShape.tsx";
import { useDebounced } from "../ui/useDebounced.ts";
import { usePhone } from "../ui/useMedia.ts";
import styles from "./EntryForm.module.css";
import { locationDocument, pickDocument } from "./formDocuments.ts";
import { type Choice, placeChoice, type Trade } from "./formValues.ts";

interface SearchSelectProps<V> extends Omit<SelectProps<V>, "options"> {
  kinds: NodeKind[];
  /** What to do when nothing was found. */
  nothing?: string;
}

/** Things of the graph, found by name or initials; the value holds id and name. */
export function SearchSelect<V>({ kinds, nothing = "没有找到，可留空", ...rest }: SearchSelectProps<V>) {
  const phone = usePhone();
  const [typed, setTyped] = useState("");
  const asked = useDebounced(typed.trim(), 200);
  const hits = useQueryDocument(pickDocument, { text: asked, kinds }, { enabled: asked !== "" });
  // What an earlier text had found is not offered: Enter would pick it.
  const current = asked === typed.trim();
  const options = asked !== "" && current ? (hits.data?.search ?? []) : [];
  return (
    <Select<V>
      labelInValue
      allowClear
      size={phone ? "large" : "middle"}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      suffixIcon={null}
      placeholder="可留空"
      notFoundContent={typed.trim() === "" ? null : !current || hits.isFetching ? "正在查找" : nothing}
      options={options.map(({ node }) => ({ value: node.id, label: node.name, node }))}
      optionRender={(option) => (
        <span className={styles.buttons}>
          <KindShape kind={option.data.node.kind} variant={option.data.node.variant} />
          {option.data.label}
          <ExampleBadge example={option.data.node.example} />
        </span>
      )}
      {...rest}
    />
  );
}

interface OwnerFieldProps {
  name?: string;
  label: string;
  kinds: ("Enterprise" | "PartyOrganization" | "Department")[];
  required?: boolean;
  onPick?: (id: string | undefined) => void;
}

/** A firm, organisation or department. */
export const OwnerField = ({ name = "owner", label, kinds, required = false, onPick }: OwnerFieldProps) => (
  <Form.Item
    name={name}
    label={label}
    extra="输入名称或拼音首字母查找"
    rules={required ? [{ required, message: `请选择${label}` }] : []}
  >
    <SearchSelect<Choice>
      kinds={kinds}
      onChange={(picked) => onPick?.(picked?.value)}
      {...(required ? { placeholder: "输入名称查找", nothing: "没有找到" } : {})}
    />
  </Form.Item>
);

interface ProductsFieldProps {
  /** What the two ways are called; the first is the usual one. */
  trades: [Trade, string][];
}

/** Products that the entry is about and, once there are any, whether they are bought or sold. */
export function ProductsField({ trades }: ProductsFieldProps) {
  const products: Choice[] | undefined = Form.useWatch("products");
  return (
    <>
      <Form.Item name="products" label="相关产品" extra="可留空；选了产品，上下游企业更容易匹配到">
        <SearchSelect<Choice[]>
          kinds={["Product"]}
          mode="multiple"
          maxCount={50}
          placeholder="输入产品名称查找"
        />
      </Form.Item>
      {(products?.length ?? 0) > 0 && (
        <Form.Item name="trade" label="这些产品是" initialValue={trades[0]?.[0]}>
          <Segmented aria-label="这些产品是" options={trades.map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      )}
    </>
  );
}

/** Where it is wanted or given: in a park, at a station, in a district, at a firm; the unit's own place when left empty. */
export const PlaceField = () => (
  <Form.Item name="place" label="地点" extra="可留空，默认为单位所在地；也可选园区、服务站、区县或另一家企业">
    <PlaceSelect />
  </Form.Item>
);

interface PlaceSelectProps {
  id?: string;
  value?: Choice;
  onChange?: (place: Choice | undefined) => void;
}

function PlaceSelect({ onChange, ...rest }: PlaceSelectProps) {
  const { message } = App.useApp();
  const pick = async (picked: Choice | undefined) => {
    if (!picked) return onChange?.(undefined);
    try {
      const { locationOf } = await send(locationDocument, { id: picked.value });
      if (locationOf) onChange?.(placeChoice(locationOf, picked.label));
      else void message.warning(`${picked.label}没有登记位置，请另选一处。`);
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  return (
    <SearchSelect<Choice>
      {...rest}
      kinds={["Park", "ServiceStation", "District", "Enterprise"]}
      placeholder="默认为单位所在地"
      onChange={(picked) => void pick(picked)}
    />
  );
}
