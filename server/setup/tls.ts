import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AppError } from "../errors.ts";

/** Where certificate and key are: PEM files, the certificate followed by those that vouch for it. */
export interface TlsFiles {
  cert: string;
  key: string;
}

export interface TlsPair {
  cert: Buffer;
  key: Buffer;
}

const refuse = (message: string, cause?: unknown): AppError => new AppError("BAD_INPUT", message, { cause });

/** Reads the pair and tries it. @throws AppError BAD_INPUT naming the variable and what to do; never with file contents */
export async function readTlsPair(files: TlsFiles): Promise<TlsPair> {
  const [cert, key] = await Promise.all([read("TLS_CERT", files.cert), read("TLS_KEY", files.key)]);
  const certificate = parse(
    () => new X509Certificate(cert),
    `TLS_CERT 指定的文件 ${files.cert} 不是 PEM 格式的证书。请换成证书文件（以 BEGIN CERTIFICATE 开头）。`,
  );
  const privateKey = parse(
    () => createPrivateKey(key),
    `TLS_KEY 指定的文件 ${files.key} 不是可用的私钥。请换成没有口令的 PEM 私钥文件。`,
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw refuse("TLS_CERT 的证书与 TLS_KEY 的私钥不是一对。请换成同时签发的两个文件。");
  return { cert, key };
}

const soonDays = 14;

/**
 * Says so when the certificate has ended or will within two weeks. No reason to refuse a start: browsers refuse it by
 * themselves, and what does not look at it goes on.
 */
export function warnOfEnd({ cert }: TlsPair, say: (sentence: string) => void): void {
  const left = (Date.parse(new X509Certificate(cert).validTo) - Date.now()) / 86_400_000;
  if (left < 0) say("TLS_CERT 的证书已经过期，浏览器会拒绝访问。请尽快换成新签发的证书和私钥。");
  else if (left < soonDays) say(`TLS_CERT 的证书还有 ${Math.floor(left)} 天到期，请及时更换。`);
}

async function read(variable: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refuse(
      code === "ENOENT"
        ? `找不到 ${variable} 指定的文件 ${file}。请检查路径。`
        : `读不了 ${variable} 指定的文件 ${file}。请检查它是不是文件、运行链盟的用户能不能读。`,
      error,
    );
  }
}

function parse<T>(read: () => T, sentence: string): T {
  try {
    return read();
  } catch {
    // The library's words may quote what it read.
    throw refuse(sentence);
  }
}

export interface TlsWatch {
  /** Reads the files now, changed or not. */
  reload(): Promise<void>;
  stop(): void;
}

/**
 * Follows the files: a pair that changed and fits is handed to `onRenew`. One that does not fit is said to `say` once,
 * and the former stays in use; certificate and key are replaced one after the other, so only what still does not fit
 * at the next look is a problem.
 */
export function watchTls(
  files: TlsFiles,
  began: TlsPair,
  options: { onRenew: (pair: TlsPair) => void; say: (sentence: string) => void; everyMs?: number },
): TlsWatch {
  let used = began;
  let doubt = "";
  let told = "";
  const look = async (atOnce: boolean): Promise<void> => {
    try {
      const pair = await readTlsPair(files);
      doubt = "";
      told = "";
      if (pair.cert.equals(used.cert) && pair.key.equals(used.key)) return;
      options.onRenew(pair);
      used = pair;
      options.say("TLS 证书已更新。");
      warnOfEnd(pair, options.say);
    } catch (error) {
      const sentence = error instanceof AppError ? error.message : "TLS 证书没有更新。";
      if ((atOnce || sentence === doubt) && sentence !== told) {
        options.say(`${sentence}在此之前继续使用原来的证书。`);
        told = sentence;
      }
      doubt = sentence;
    }
  };
  // Contents are compared, not times: secrets in containers are links whose target changes.
  const timer = setInterval(() => void look(false), options.everyMs ?? 10_000);
  timer.unref();
  return {
    reload: () => {
      told = "";
      return look(true);
    },
    stop: () => clearInterval(timer),
  };
}
