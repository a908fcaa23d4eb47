import type { Random } from "./random.ts";

const first = "宏鑫华瑞恒盛泰嘉德润裕祥博远卓越智联科创铭峰凯信腾达天成金海东方正兴永安百川同辉".split("");
const second = "达源隆通盛泽瑞丰诚安康兴晟业旺佳益翔驰力锐航拓腾耀星辰宇宁瀚".split("");
const forms = [..."12345678"].map(() => "有限公司").concat("有限责任公司", "股份有限公司");

const trades: Record<string, string[]> = {
  "chain-equipment": ["机械", "精工", "装备", "传动", "数控", "轴承", "铸造", "自动化", "机器人", "智能装备"],
  "chain-electronics": [
    "电子",
    "光电",
    "电路",
    "显示",
    "仪器",
    "芯片",
    "电器",
    "微电子",
    "半导体",
    "元器件",
    "智能科技",
  ],
  "chain-newenergy": ["能源", "电池", "锂业", "储能", "电源", "动力", "材料", "新能源", "新材料", "汽车部件"],
  none: ["物流", "检测", "包装", "商贸", "环保", "科技服务"],
};

/** A name that says 示例 after the place, e.g. `铜梁示例宏达机械有限公司`; twelve characters in the middle, none twice. */
export function exampleName(
  place: string,
  chainId: string | undefined,
  taken: Set<string>,
  random: Random,
): string {
  for (let attempt = 0; ; attempt += 1) {
    // At great numbers two characters run out: a third makes room.
    const third = attempt > 8 ? random.pick(second) : "";
    const trade = random.pick(trades[chainId ?? "none"] ?? ["科技"]);
    const name = `${place}示例${random.pick(first)}${random.pick(second)}${third}${trade}${random.pick(forms)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
