import { Switch } from "antd";
import type { ReviewSettingsQuery } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import { allianceKinds } from "../ui/words.ts";
import styles from "./CategorySettings.module.css";
import { reviewSettingsDocument, setAllianceReviewDocument } from "./reviewDocuments.ts";

type Alliance = ReviewSettingsQuery["alliances"][number];

/** Which alliances review what their members put on the lists. */
export function ReviewSettings() {
  const answer = useQueryDocument(reviewSettingsDocument, {});
  return (
    <Section
      title="审核"
      hint="开启后，成员提交和导入的条目先由联盟统筹、包链领导、驻链指导员或轮值书记审核，通过后才发布。关闭时已经在等待的仍需审核。仅本单位可见的条目不用审核。"
    >
      <Part query={answer} loading={<LoadingRows rows={4} />}>
        {({ alliances }) => {
          const own = alliances.filter(({ mayConfigureLists }) => mayConfigureLists);
          if (own.length === 0) return <SectionNote>没有您负责的联盟。</SectionNote>;
          return (
            <Rows label="各联盟是否审核">
              {own.map((alliance) => (
                <Row
                  key={alliance.id}
                  title={alliance.name}
                  facts={[allianceKinds[alliance.kind]]}
                  action={<ReviewSwitch alliance={alliance} />}
                />
              ))}
            </Rows>
          );
        }}
      </Part>
    </Section>
  );
}

function ReviewSwitch({ alliance }: { alliance: Alliance }) {
  const { id, name, reviewsEntries, reviewVersion: expectedVersion } = alliance;
  const { take } = useStep();
  const set = (reviews: boolean) =>
    take({
      done: reviews ? `${name}：提交的条目需要审核` : `${name}：提交后直接发布`,
      changes: ["ReviewSettings"],
      work: () =>
        send(setAllianceReviewDocument, {
          input: { clientMutationId: newMutationId(), allianceId: id, expectedVersion, reviews },
        }),
    });
  return (
    <span className={styles.switch}>
      {reviewsEntries ? "先审核" : "直接发布"}
      <Switch
        checked={reviewsEntries}
        aria-label={`${name}审核成员提交的条目`}
        onChange={(reviews) => void set(reviews)}
      />
    </span>
  );
}
