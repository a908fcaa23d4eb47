import { Button, Segmented } from "antd";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Section } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import styles from "./CoveragePage.module.css";
import { coverageDocument } from "./documents.ts";
import { Elections } from "./Elections.tsx";
import { Figures } from "./Figures.tsx";
import { Firms } from "./Firms.tsx";
import { Places } from "./Places.tsx";
import { Trend } from "./Trend.tsx";
import { coverageStates } from "./words.ts";

type State = keyof typeof coverageStates;
const views = { firms: "企业覆盖", elections: "换届" } as const;

/** 党组织覆盖: who is covered, who should be, and whose term ends. Place, state and view stand in the address. */
export function CoveragePage() {
  const [params, put] = useAddress();
  const view = params.get("view") === "elections" ? "elections" : "firms";
  return (
    <Page
      title="党组织覆盖"
      question="哪些企业有党组织，哪些应建未建，哪些该换届"
      actions={<LinkButton to="/register">名录</LinkButton>}
    >
      <Segmented
        aria-label="看法"
        className={styles.views}
        value={view}
        onChange={(key) => put({ view: key === "firms" ? "" : key })}
        options={Object.entries(views).map(([value, label]) => ({ value, label }))}
      />
      {view === "firms" ? <Coverage /> : <Elections />}
    </Page>
  );
}

function Coverage() {
  const [params, put] = useAddress();
  const placeId = params.get("place");
  const asked = params.get("state");
  const state: State = asked !== null && asked in coverageStates ? (asked as State) : "due";
  const name = params.get("name") ?? "所选范围";
  const query = useQueryDocument(coverageDocument, { placeId });
  return (
    <div className={styles.columns}>
      <div>
        <Section
          title={placeId ? name : "全部企业"}
          actions={
            placeId && (
              <Button size="small" onClick={() => put({ place: "", name: "" })}>
                看全部
              </Button>
            )
          }
        >
          <Part query={query} loading={<LoadingRows rows={3} />}>
            {({ coverage, coverageTrend }) => (
              <>
                <Figures figures={coverage} chosen={state} onChoose={(key) => put({ state: key })} />
                <Trend days={coverageTrend} />
              </>
            )}
          </Part>
        </Section>
        <Firms placeId={placeId} state={state} />
      </div>
      <Places chosen={placeId} onChoose={(id, called) => put({ place: id, name: called })} />
    </div>
  );
}
