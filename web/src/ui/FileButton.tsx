import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, type ButtonProps } from "antd";
import { useState } from "react";
import { noticeSignedOut } from "../graphql/cache.ts";
import { sentenceOf } from "../graphql/client.ts";
import { keepFile } from "../graphql/files.ts";

/** Fetches a file of the server and keeps it; what goes wrong is said as a sentence. */
export function FileButton({ address, ...rest }: { address: string } & Omit<ButtonProps, "onClick">) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    try {
      await keepFile(address);
    } catch (error) {
      noticeSignedOut(error);
      message.error(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<DownloadOutlined aria-hidden />} {...rest} loading={busy} onClick={() => void fetchIt()} />
  );
}
