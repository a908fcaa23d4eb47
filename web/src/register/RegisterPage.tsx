import { Button, Select, Tabs } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { RegisterFirmsQuery, RegisterOrganizationsQuery } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { useChoices } from "../lists/useChoices.ts";
import { ExampleBadge, LongName } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { quantity } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { SearchText } from "../ui/SearchText.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { organizationKinds, scales } from "../ui/words.ts";
import { firmsDocument, organizationsDocument } from "./documents.ts";
import { EnterpriseDialog } from "./EnterpriseDialog.tsx";
import { OrganizationDialog } from "./OrganizationDialog.tsx";
import styles from "./RegisterPage.module.css";

/** 名录: firms and party organisations, and the way to who is in which alliance. What is looked for stands in the address. */
export function RegisterPage() {
  const [params, setParams] = useSearchParams();
  const { alliances } = useChoices();
  const mayRegister = useMay("writeRegister");
  const mayCover = useMay("readCoverage");
  const organizations = params.get("of") === "organizations";
  const text = params.get("text") ?? "";
  const allianceId = params.get("alliance");
  const set = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    setParams(next, { replace: true });
  };
  const asked = { text: text || null, allianceId };
  return (
    <Page
      title="名录"
      question="有哪些企业和党组织，谁覆盖谁，谁在哪个联盟"
      actions={
        <>
          {mayRegister && <EnterButton organizations={organizations} allianceId={allianceId ?? undefined} />}
          {mayRegister && allianceId && (
            <LinkButton to={`/register/alliances/${encodeURIComponent(allianceId)}`}>成员与责任</LinkButton>
          )}
          {mayRegister && (
            <LinkButton to={organizations ? "/register/duplicates?of=organizations" : "/register/duplicates"}>
              查重与合并
            </LinkButton>
          )}
          <LinkButton
            to={allianceId ? `/membership?alliance=${encodeURIComponent(allianceId)}` : "/membership"}
          >
            吸纳与退出
          </LinkButton>
          {mayRegister && <LinkButton to="/lists/import?kind=enterprise">导入表格</LinkButton>}
          {mayCover && <LinkButton to="/coverage">党组织覆盖</LinkButton>}
        </>
      }
    >
      <div className={styles.bar}>
        <SearchText
          className={styles.search}
          label="在名录中查找"
          placeholder="名称、简称或拼音首字母"
          text={text}
          onChange={(typed) => set({ text: typed })}
        />
        <Select
          className={styles.alliance}
          aria-label="联盟"
          allowClear
          placeholder="所有联盟"
          options={alliances}
          value={allianceId ?? undefined}
          onChange={(id?: string) => set({ alliance: id })}
        />
      </div>
      <Tabs
        activeKey={organizations ? "organizations" : "firms"}
        onChange={(key) => set({ of: key === "organizations" ? key : undefined })}
        items={[
          { key: "firms", label: "企业", children: <Firms {...asked} /> },
          { key: "organizations", label: "党组织", children: <Organizations {...asked} /> },
        ]}
      />
    </Page>
  );
}

function EnterButton({ organizations, allianceId }: { organizations: boolean; allianceId?: string }) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const Dialog = organizations ? OrganizationDialog : EnterpriseDialog;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {organizations ? "录入党组织" : "录入企业"}
      </Button>
      {open && (
        <Dialog
          allianceId={allianceId}
          onClose={() => setOpen(false)}
          onSaved={(id) => void navigate(`/n/${encodeURIComponent(id)}`)}
        />
      )}
    </>
  );
}

interface Asked {
  text: string | null;
  allianceId: string | null;
}

function Firms(asked: Asked) {
  const pages = usePages(firmsDocument, asked, (answer) => answer.enterprises);
  const firms = pages.data?.pages.flatMap((page) => page.enterprises.nodes);
  return (
    <Section title={<Count of={pages.data?.pages[0]?.enterprises} unit="家企业" />}>
      {!firms && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!firms && !pages.error && <LoadingRows rows={8} />}
      {firms?.length === 0 && <Nothing>没有符合条件的企业。换个说法查找，或先录入。</Nothing>}
      {firms && firms.length > 0 && (
        <Rows label="企业">
          {firms.map((firm) => (
            <Firm key={firm.id} firm={firm} />
          ))}
        </Rows>
      )}
      <MoreRows pages={pages} />
    </Section>
  );
}

const Firm = ({ firm }: { firm: RegisterFirmsQuery["enterprises"]["nodes"][number] }) => (
  <Row
    title={
      <Link to={`/n/${encodeURIComponent(firm.id)}`}>
        <LongName name={firm.name} max={30} />
      </Link>
    }
    tags={<ExampleBadge example={firm.example} />}
    facts={[
      firm.scale && scales[firm.scale],
      firm.tags.join("、"),
      firm.coveredBy ? (
        <Link key="by" to={`/n/${encodeURIComponent(firm.coveredBy.id)}`}>
          {firm.coveredBy.name}
        </Link>
      ) : (
        "还没有党组织覆盖"
      ),
    ]}
  />
);

function Organizations(asked: Asked) {
  const pages = usePages(organizationsDocument, asked, (answer) => answer.organizations);
  const found = pages.data?.pages.flatMap((page) => page.organizations.nodes);
  return (
    <Section
      title={pages.data?.pages[0] ? `${pages.data.pages[0].organizations.totalCount} 个党组织` : "党组织"}
    >
      {!found && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!found && !pages.error && <LoadingRows rows={8} />}
      {found?.length === 0 && <Nothing>没有符合条件的党组织。换个说法查找，或先录入。</Nothing>}
      {found && found.length > 0 && (
        <Rows label="党组织">
          {found.map((organization) => (
            <Organization key={organization.id} organization={organization} />
          ))}
        </Rows>
      )}
      <MoreRows pages={pages} />
    </Section>
  );
}

const Organization = ({
  organization,
}: {
  organization: RegisterOrganizationsQuery["organizations"]["nodes"][number];
}) => (
  <Row
    title={
      <Link to={`/n/${encodeURIComponent(organization.id)}`}>
        <LongName name={organization.name} max={30} />
      </Link>
    }
    tags={<ExampleBadge example={organization.example} />}
    facts={[
      organizationKinds[organization.kind],
      organization.memberCount !== null && `党员 ${quantity(organization.memberCount, "名")}`,
      organization.covers.totalCount > 0 && `覆盖 ${organization.covers.totalCount} 家企业`,
      organization.secretary && `书记 ${organization.secretary.name}`,
    ]}
  />
);
