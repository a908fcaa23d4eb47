import { PlusOutlined, UploadOutlined } from "@ant-design/icons";
import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { LiveNews } from "../matching/LiveNews.tsx";
import { Count } from "../ui/Count.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { listCountsDocument } from "./documents.ts";
import { DemandList, OfferList } from "./EntryList.tsx";
import { ExpiryReminder } from "./ExpiryReminder.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { type ListTab, readView } from "./filters.ts";
import styles from "./ListsPage.module.css";
import { ReviewReminder } from "./ReviewReminder.tsx";
import { useListNames, useListOrder } from "./useListKinds.ts";

/** For a phone, whose width the whole names with their counts do not fit. */
const shortName = (name: string): string => name.replace(/清单$/, "") || name;

/** 供需清单: the three lists with search, filters and order; all of it stands in the address. */
export function ListsPage() {
  const [params, setParams] = useSearchParams();
  const view = readView(params);
  const phone = usePhone();
  const labels = useListNames();
  // What the address names is shown also where it is not used any more: its entries are still there.
  const used = useListOrder();
  const tabs = used.includes(view.tab) ? used : [...used, view.tab];
  const counts = useQueryDocument(listCountsDocument, { states: ["published"] });
  const put = (changes: Record<string, string>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value) after.set(key, value);
          else after.delete(key);
        }
        return after;
      },
      { replace: true },
    );
  return (
    <Page title="供需清单" question="谁需要什么，谁能提供什么" actions={<EnterButtons tab={view.tab} />}>
      <LiveNews />
      <ReviewReminder />
      <ExpiryReminder />
      <div className={styles.sheet}>
        <Tabs
          activeKey={view.tab}
          onChange={(tab) => put({ tab })}
          items={tabs.map((tab) => ({
            key: tab,
            label: (
              <span className={phone ? styles.stacked : undefined}>
                <span>{phone ? shortName(labels[tab]) : labels[tab]}</span> <Count of={counts.data?.[tab]} />
              </span>
            ),
            children: (
              <>
                <FilterBar view={view} onChange={put} />
                {tab === "demands" ? <DemandList view={view} /> : <OfferList view={view} />}
              </>
            ),
          }))}
          destroyOnHidden
        />
      </div>
    </Page>
  );
}

function EnterButtons({ tab }: { tab: ListTab }) {
  const demand = tab === "demands";
  const may = { demands: useMay("writeDemand"), offers: useMay("writeOffer") };
  const configures = useMay("configureLists");
  const mayFirst = demand ? may.demands : may.offers;
  const maySecond = demand ? may.offers : may.demands;
  return (
    <>
      {configures && <LinkButton to="/lists/settings">清单设置</LinkButton>}
      {demand && <LinkButton to="/consolidation">需求归并</LinkButton>}
      {may.offers && (
        <LinkButton
          to={`/lists/import?kind=${demand ? "demand" : "offer"}`}
          icon={<UploadOutlined aria-hidden />}
        >
          导入表格
        </LinkButton>
      )}
      {maySecond && (
        <LinkButton to={demand ? "/offers/new" : "/demands/new"}>
          {demand ? "录入资源" : "录入需求"}
        </LinkButton>
      )}
      {mayFirst && (
        <LinkButton
          to={demand ? "/demands/new" : "/offers/new"}
          type="primary"
          icon={<PlusOutlined aria-hidden />}
        >
          {demand ? "录入需求" : "录入资源"}
        </LinkButton>
      )}
    </>
  );
}
