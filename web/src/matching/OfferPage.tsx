import { useParams } from "react-router";
import { Attachments } from "../files/Attachments.tsx";
import type { OfferQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { isUnpublished, offerView } from "../lists/entry.ts";
import { offerDocument, republishOfferDocument, withdrawOfferDocument } from "../lists/entryDocuments.ts";
import { TradePartners } from "../supply/TradePartners.tsx";
import { KindMark, ProductNames } from "../ui/bits.tsx";
import { quantity } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { visibilities } from "../ui/words.ts";
import { EntryActions, EntryFacts, EntryTags, OwnerLink } from "./EntryHead.tsx";
import { MatchPanel } from "./MatchPanel.tsx";
import { useEntrySteps } from "./useEntrySteps.ts";
import { useOfferMatches } from "./useMatches.ts";

/** A resource or project with the needs that it could answer. */
export function OfferPage() {
  const { id = "" } = useParams();
  const answer = useQueryDocument(offerDocument, { id });
  return (
    <Part
      query={answer}
      loading={
        <Page title="资源">
          <LoadingRows rows={8} />
        </Page>
      }
    >
      {({ offer }) => (offer ? <OfferScreen key={id} offer={offer} /> : <NoOffer />)}
    </Part>
  );
}

function NoOffer() {
  return (
    <Page title="没有这条资源">
      <Nothing action={<LinkButton to="/lists?tab=resources">打开资源清单</LinkButton>}>
        它可能已被撤回，或您无权查看。
      </Nothing>
    </Page>
  );
}

function OfferScreen({ offer }: { offer: NonNullable<OfferQuery["offer"]> }) {
  const view = offerView(offer);
  const matches = useOfferMatches(offer.id, !isUnpublished(offer.state));
  const steps = useEntrySteps(
    offer,
    { withdraw: withdrawOfferDocument, republish: republishOfferDocument },
    { withdraw: (a) => a.withdrawOffer.offer.version, republish: (a) => a.republishOffer.offer.version },
  );
  return (
    <Page
      title={view.title}
      question={<EntryTags view={view} kind={<KindMark kind="Offer" variant={offer.kind} />} />}
      actions={
        <EntryActions
          view={view}
          mayEdit={offer.mayEdit}
          mayReview={offer.mayReview}
          editPath={`${view.path}/edit`}
          {...steps}
        />
      }
    >
      <EntryFacts
        view={view}
        returnReason={offer.returnReason}
        rows={[
          ["提供单位", <OwnerLink key="owner" view={view} />],
          ["余量", view.amount],
          ["可用时间", view.window],
          ["类别", view.category],
          ["服务半径", offer.serviceRadiusKm && quantity(offer.serviceRadiusKm, "公里")],
          ["联盟", view.alliance?.name],
          ["谁能看到", offer.mayEdit && visibilities[offer.visibility]],
          ...(offer.provides.length > 0
            ? [["可供产品", <ProductNames key="products" of={offer.provides} />] as const]
            : []),
          ...(offer.buys.length > 0
            ? [["要采购的产品", <ProductNames key="bought" of={offer.buys} />] as const]
            : []),
        ]}
      />
      <Attachments key={offer.id} id={offer.id} />
      <TradePartners products={offer.buys} sought ownerId={view.owner?.id} />
      <TradePartners products={offer.provides} sought={false} ownerId={view.owner?.id} />
      {!isUnpublished(view.state) && (
        <MatchPanel id={offer.id} query={matches} side="demands" state={view.state} />
      )}
    </Page>
  );
}
