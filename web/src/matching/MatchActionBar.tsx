import { Button, Dropdown, Input } from "antd";
import { useState } from "react";
import type { DeclineReason } from "../generated/graphql.ts";
import { ProjectOfMatch } from "../projects/ProjectOfMatch.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { declineReasons } from "../ui/words.ts";
import styles from "./MatchCard.module.css";
import type { MatchCardView } from "./match.ts";
import { useMatchActions } from "./useMatchActions.ts";

interface MatchActionBarProps {
  match: MatchCardView;
  /** Its path is the one beside the list. */
  selected: boolean;
  /** Carries the page's one primary button. */
  foremost: boolean;
  onWhy: () => void;
}

type Actions = ReturnType<typeof useMatchActions>;

/** The steps that are open for a match: one click each, with a word beside it for whoever wants to write one. */
export function MatchActionBar({ match, selected, foremost, onWhy }: MatchActionBarProps) {
  const actions = useMatchActions(match);
  const { mayDecide, state } = match;
  return (
    <div className={styles.actions}>
      {mayDecide && state === "proposed" && <FirstSteps actions={actions} foremost={foremost} />}
      {mayDecide && <LaterSteps actions={actions} state={state} />}
      <ProjectOfMatch match={match} />
      <Button type="text" aria-pressed={selected} onClick={onWhy}>
        为什么
      </Button>
    </div>
  );
}

/** 发起对接 and 不合适; both take the note along. 其他 says little by itself, so it opens the note first. */
function FirstSteps({ actions, foremost }: { actions: Actions; foremost: boolean }) {
  const { busy, contact, decline } = actions;
  const [note, setNote] = useState("");
  const [writing, setWriting] = useState<"any" | "other">();
  const written = note.trim() || undefined;
  const pick = (reason: DeclineReason) => {
    if (reason === "other" && !written) setWriting("other");
    else decline(reason, written);
  };
  return (
    <>
      {writing && <Note key={writing} value={note} onChange={setNote} />}
      {writing === "other" ? (
        <>
          <Button type="primary" loading={busy === "decline"} onClick={() => decline("other", written)}>
            确定不合适
          </Button>
          <Button onClick={() => setWriting(undefined)}>取消</Button>
        </>
      ) : (
        <>
          <Button
            type={foremost ? "primary" : "default"}
            loading={busy === "contact"}
            onClick={() => contact(written)}
          >
            发起对接
          </Button>
          <DeclineMenu busy={busy === "decline"} onPick={pick} />
          {!writing && (
            <Button type="text" onClick={() => setWriting("any")}>
              写说明
            </Button>
          )}
        </>
      )}
    </>
  );
}

function Note({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const phone = usePhone();
  return (
    <Input
      className={styles.noteField}
      size={phone ? "large" : "middle"}
      autoFocus
      // As long as the contract allows.
      maxLength={500}
      aria-label="说明（可不填）"
      placeholder="说明（可不填）"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const reasons = (Object.keys(declineReasons) as DeclineReason[]).map((key) => ({
  key,
  label: declineReasons[key],
}));

function DeclineMenu({ busy, onPick }: { busy: boolean; onPick: (reason: DeclineReason) => void }) {
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: reasons,
        onClick: ({ key }) => onPick(key as DeclineReason),
        "aria-label": "不合适的原因",
      }}
    >
      <Button loading={busy} aria-haspopup="menu">
        不合适
      </Button>
    </Dropdown>
  );
}

/** What can follow once somebody is in contact. */
function LaterSteps({ actions, state }: { actions: Actions; state: MatchCardView["state"] }) {
  const { busy, agree, reopen } = actions;
  if (state !== "contacted" && state !== "agreed") return null;
  return (
    <>
      {state === "contacted" && (
        <Button type="primary" loading={busy === "agree"} onClick={agree}>
          记为已达成
        </Button>
      )}
      <Button loading={busy === "reopen"} onClick={reopen}>
        {state === "agreed" ? "退回对接中" : "退回推荐"}
      </Button>
    </>
  );
}
