import { useQueryClient } from "@tanstack/react-query";
import { AutoComplete, Form, Input } from "antd";
import { send } from "../../graphql/client.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { OnceShown, wholeLink } from "../../ui/OnceShown.tsx";
import { DaysField } from "../DaysField.tsx";
import { type Place, PlaceSelect } from "../PlaceSelect.tsx";
import { useMe } from "../session.tsx";
import { createShareLinkDocument } from "./documents.ts";

/** Pages that are often shared. */
const pages: Record<string, string> = {
  "/alliance": "联盟图谱",
  "/lists": "供需清单",
  "/chains": "产业链",
  "/programmes": "数据来源",
};

export const pageName = (path: string): string => pages[path] ?? path;

interface Values {
  name: string;
  path: string;
  placeIds?: Place[];
  days: number;
}

interface NewShareLinkProps {
  open: boolean;
  onClose: () => void;
  /** The page that the wish to share came from. */
  path: string | null;
}

/** A new share link; the link itself is shown once. */
export function NewShareLink({ open, onClose, path }: NewShareLinkProps) {
  const cache = useQueryClient();
  const { roles } = useMe();
  const own = roles.flatMap(({ place }) =>
    place && shared.includes(place.kind) ? [{ value: place.id, label: place.name }] : [],
  );
  const create = async (
    { name, path: page, placeIds: places = [], days }: Values,
    clientMutationId: string,
  ) => {
    const placeIds = places.map(({ value }) => value);
    const input = { clientMutationId, name, path: pathOf(page), placeIds, days };
    const { link } = (await send(createShareLinkDocument, { input })).createShareLink;
    await cache.invalidateQueries({ queryKey: ["ShareLinks"] });
    return (
      <OnceShown
        label="分享链接"
        value={wholeLink(link)}
        hint="得到链接的人都能打开，也能转发。不再需要时请撤销。"
      />
    );
  };
  return (
    <FormDialog<Values>
      open={open}
      onClose={onClose}
      title="新建分享链接"
      word="新建链接"
      initial={{ path: path ?? "/alliance", days: 14 }}
      submit={create}
    >
      <Form.Item
        name="name"
        label="给谁看"
        extra="只有您自己看到，例如“市委组织部调研组”"
        rules={[{ required: true, message: "请填写给谁看" }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="path"
        label="打开哪一页"
        extra="可从列表选，也可粘贴链盟里任何一页的地址"
        rules={[{ required: true, message: "请选择页面" }]}
      >
        <AutoComplete
          options={Object.entries(pages).map(([value, label]) => ({ value, label: `${label} ${value}` }))}
        />
      </Form.Item>
      <Form.Item name="placeIds" label="另外可看哪些范围的内部内容" extra="不选则只看公开内容">
        <PlaceSelect<Place[]> multiple kinds={shared} usual={own} />
      </Form.Item>
      <DaysField most={90} label="链接有效期" />
    </FormDialog>
  );
}

const shared = ["Alliance", "PartyOrganization", "Department"];

/** The path of an address as it may be pasted: with or without the host. */
function pathOf(text: string): string {
  try {
    const { pathname, search } = new URL(text.trim(), window.location.origin);
    return pathname + search;
  } catch {
    return text.trim();
  }
}
