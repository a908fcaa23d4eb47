const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, "鸿蒙"],
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "安卓"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux|X11/, "Linux"],
];

const browsers: [RegExp, string][] = [
  [/MicroMessenger/, "微信"],
  [/DingTalk/, "钉钉"],
  [/QQBrowser/, "QQ 浏览器"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS|Chromium/, "Chrome"],
  [/Safari/, "Safari"],
];

const first = (table: [RegExp, string][], text: string): string | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/** What a browser says of itself, in two words its owner recognises: Windows 上的 Edge. */
export function deviceOf(userAgent: string | null | undefined): string {
  const system = first(systems, userAgent ?? "");
  const browser = first(browsers, userAgent ?? "");
  if (system && browser) return `${system} 上的 ${browser}`;
  return browser ?? system ?? "未知设备";
}
