import { useParams } from "react-router";
import { Attachments } from "../files/Attachments.tsx";
import type { DemandQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { demandView, isUnpublished } from "../lists/entry.ts";
import { demandDocument, republishDemandDocument, withdrawDemandDocument } from "../lists/entryDocuments.ts";
import { TradePartners } from "../supply/TradePartners.tsx";
import { KindMark, ProductNames } from "../ui/bits.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { beneficiaries, visibilities } from "../ui/words.ts";
import { EntryActions, EntryFacts, EntryTags, OwnerLink } from "./EntryHead.tsx";
import { MatchPanel } from "./MatchPanel.tsx";
import { useEntrySteps } from "./useEntrySteps.ts";
import { useDemandMatches } from "./useMatches.ts";

/** A need with the resources and projects that could answer it. */
export function DemandPage() {
  const { id = "" } = useParams();
  const answer = useQueryDocument(demandDocument, { id });
  return (
    <Part
      query={answer}
      loading={
        <Page title="需求">
          <LoadingRows rows={8} />
        </Page>
      }
    >
      {({ demand }) => (demand ? <DemandScreen key={id} demand={demand} /> : <NoDemand />)}
    </Part>
  );
}

function NoDemand() {
  return (
    <Page title="没有这条需求">
      <Nothing action={<LinkButton to="/lists?tab=demands">打开需求清单</LinkButton>}>
        它可能已被撤回，或您无权查看。
      </Nothing>
    </Page>
  );
}

function DemandScreen({ demand }: { demand: NonNullable<DemandQuery["demand"]> }) {
  const view = demandView(demand);
  const matches = useDemandMatches(demand.id, !isUnpublished(demand.state));
  const steps = useEntrySteps(
    demand,
    { withdraw: withdrawDemandDocument, republish: republishDemandDocument },
    { withdraw: (a) => a.withdrawDemand.demand.version, republish: (a) => a.republishDemand.demand.version },
  );
  return (
    <Page
      title={view.title}
      question={<EntryTags view={view} kind={<KindMark kind="Demand" />} />}
      actions={
        <EntryActions
          view={view}
          mayEdit={demand.mayEdit}
          mayReview={demand.mayReview}
          editPath={`${view.path}/edit`}
          {...steps}
        />
      }
    >
      <EntryFacts
        view={view}
        returnReason={demand.returnReason}
        rows={[
          ["提出单位", <OwnerLink key="owner" view={view} />],
          ["数量", view.amount],
          ["需要时间", view.window],
          ["类别", view.category],
          ["受益对象", demand.beneficiary && beneficiaries[demand.beneficiary]],
          ["联盟", view.alliance?.name],
          ["谁能看到", demand.mayEdit && visibilities[demand.visibility]],
          ...(demand.wants.length > 0
            ? [["所需产品", <ProductNames key="products" of={demand.wants} />] as const]
            : []),
          ...(demand.sells.length > 0
            ? [["要卖出的产品", <ProductNames key="sold" of={demand.sells} />] as const]
            : []),
        ]}
      />
      <Attachments key={demand.id} id={demand.id} />
      <TradePartners products={demand.wants} sought ownerId={view.owner?.id} />
      <TradePartners products={demand.sells} sought={false} ownerId={view.owner?.id} />
      {!isUnpublished(view.state) && (
        <MatchPanel id={demand.id} query={matches} side="offers" state={view.state} />
      )}
    </Page>
  );
}
