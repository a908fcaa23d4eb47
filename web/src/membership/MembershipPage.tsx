import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { MembershipCardFragment, MembershipCaseState } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { useChoices } from "../lists/useChoices.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { usePhone } from "../ui/useMedia.ts";
import { ApplyDialog } from "./ApplyDialog.tsx";
import { boardColumnDocument } from "./documents.ts";
import styles from "./MembershipPage.module.css";
import { caseKinds, casePath, caseStates, stateOrder } from "./words.ts";

/** 吸纳与退出: who asks to join or to leave, by state; on a phone one state at a time. */
export function MembershipPage() {
  const [params, put] = useAddress();
  const { alliances } = useChoices();
  const phone = usePhone();
  const navigate = useNavigate();
  const mayApply = useMay("applyMembership");
  const mayConfigure = useMay("configureLists");
  const [open, setOpen] = useState(false);
  const allianceId = params.get("alliance");
  const chosen = stateOrder.find((state) => state === params.get("state")) ?? "submitted";
  return (
    <Page
      title="吸纳与退出"
      question="谁申请加入或退出，材料齐不齐，联席会议怎么定的"
      actions={
        <>
          {mayApply && (
            <Button type="primary" onClick={() => setOpen(true)}>
              申请或提议
            </Button>
          )}
          {mayConfigure && <LinkButton to="/membership/rules">联盟与议事规则</LinkButton>}
        </>
      }
    >
      <div className={styles.bar}>
        <Select
          className={styles.alliance}
          aria-label="联盟"
          value={allianceId ?? ""}
          onChange={(alliance) => put({ alliance })}
          popupMatchSelectWidth={false}
          options={[{ value: "", label: "全部联盟" }, ...alliances]}
        />
        {phone && (
          <Segmented
            className={styles.states}
            aria-label="状态"
            value={chosen}
            onChange={(state) => put({ state })}
            options={stateOrder.map((state) => ({ value: state, label: caseStates[state] }))}
          />
        )}
      </div>
      <div className={styles.board}>
        {(phone ? [chosen] : stateOrder).map((state) => (
          <Column key={state} state={state} allianceId={allianceId} />
        ))}
      </div>
      {open && (
        <ApplyDialog
          allianceId={allianceId ?? undefined}
          onClose={() => setOpen(false)}
          onOpened={(id) => void navigate(casePath(id))}
        />
      )}
    </Page>
  );
}

function Column({ state, allianceId }: { state: MembershipCaseState; allianceId: string | null }) {
  const pages = usePages(boardColumnDocument, { state, allianceId }, (answer) => answer.membershipCases);
  const cases = pages.data?.pages.flatMap((page) => page.membershipCases.nodes);
  return (
    <section className={styles.column} aria-label={caseStates[state]}>
      <h2 className={styles.head}>
        {caseStates[state]} <Count of={pages.data?.pages[0]?.membershipCases} unit="件" />
      </h2>
      {!cases && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!cases && !pages.error && <LoadingRows rows={2} />}
      {cases?.length === 0 && <p className={styles.quiet}>没有事项</p>}
      <ul className={styles.cards}>
        {cases?.map((one) => (
          <li key={one.id}>
            <Card card={one} />
          </li>
        ))}
      </ul>
      <MoreRows pages={pages} />
    </section>
  );
}

function Card({ card }: { card: MembershipCardFragment }) {
  const { id, kind, state, member, alliance, tally, openedOn, decidedOn, proposed, example } = card;
  return (
    <article className={styles.card} aria-label={member?.name ?? caseKinds[kind]}>
      <h3 className={styles.name}>
        <Link to={casePath(id)}>{member?.name ?? "（您无权查看的单位）"}</Link>{" "}
        <ExampleBadge example={example} />
      </h3>
      <p className={styles.quiet}>
        {caseKinds[kind]} · {alliance?.shortName ?? alliance?.name}
      </p>
      <p className={styles.quiet}>
        {proposed ? "联盟提议" : "单位申请"}，{decidedOn ? `${decidedOn} 决定` : `${openedOn} 提出`}
        {state === "voting" && `；已表决 ${tally.present}/${tally.eligible} 家`}
      </p>
    </article>
  );
}
