import { Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, send, sentenceOf } from "../../graphql/client.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { LinkButton } from "../../ui/LinkButton.tsx";
import { useTitle } from "../../ui/Page.tsx";
import { LoadingRows, Part } from "../../ui/states.tsx";
import { meDocument, openShareLinkDocument } from "../documents.ts";
import { useTakeMe } from "../session.tsx";
import { Sheet, SheetText } from "./Sheet.tsx";
import { useFragment } from "./useFragment.ts";

/** Opening a share link as a guest. Whoever is signed in is asked first: a browser has one session. */
export function SharePage() {
  useTitle("打开分享链接");
  const token = useFragment();
  const session = useQueryDocument(meDocument, {});
  const [sure, setSure] = useState(false);
  if (token === "") return <NoShareLink sentence="这个链接不完整。请从收到的消息里重新打开一次。" />;
  return (
    <Part query={session} loading={<Opening />}>
      {({ me }) =>
        me.kind === "account" && me.account && !sure ? (
          <Sheet title="打开分享链接">
            <SheetText>
              您现在以“{me.account.name}”登录。打开后，这个浏览器会退出这个账号，以访客身份只读浏览。
            </SheetText>
            <Button block size="large" type="primary" onClick={() => setSure(true)}>
              以访客身份打开
            </Button>
            <LinkButton block size="large" to="/">
              留在自己的账号
            </LinkButton>
          </Sheet>
        ) : (
          <Entering key={token} token={token} />
        )
      }
    </Part>
  );
}

const Opening = () => (
  <Sheet title="正在打开分享链接">
    <LoadingRows rows={3} />
  </Sheet>
);

function Entering({ token }: { token: string }) {
  const takeMe = useTakeMe();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<unknown>();
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a link, whatever is drawn again
  const enter = useCallback(async () => {
    setFailure(undefined);
    try {
      const { me } = (await send(openShareLinkDocument, { token })).openShareLink;
      takeMe(me);
      await navigate(me.startPath ?? "/", { replace: true });
    } catch (error) {
      setFailure(error);
    }
  }, [token]);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void enter();
  }, [enter]);
  if (failure === undefined) return <Opening />;
  if (failure instanceof ApiError && failure.code === "NOT_FOUND")
    return (
      <NoShareLink sentence="这个分享链接已过期、已被撤销或不完整。请从收到的消息里重新打开一次；仍然不行时，请分享的人重新发一个。" />
    );
  return <NoShareLink sentence={sentenceOf(failure)} onRetry={() => void enter()} />;
}

function NoShareLink({ sentence, onRetry }: { sentence: string; onRetry?: () => void }) {
  return (
    <Sheet title="链接没有打开">
      <SheetText>
        <span role="alert">{sentence}</span>
      </SheetText>
      {onRetry && (
        <Button block size="large" onClick={onRetry}>
          重试
        </Button>
      )}
      <LinkButton block size="large" to="/">
        用自己的账号登录
      </LinkButton>
    </Sheet>
  );
}
