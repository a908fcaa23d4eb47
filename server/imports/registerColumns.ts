import { alliance, type Column, creditCode, type KindTable } from "./column.ts";

const since = (name: string, ...also: string[]): Column => ({
  key: "since",
  name,
  also: ["开始日期", "起始日期", "自何时", ...also],
  hint: "留空为今天",
  example: "2026-03-01",
});
const until = (name: string, ...also: string[]): Column => ({
  key: "until",
  name,
  also: ["结束日期", "截止日期", "止", ...also],
  hint: "从这一天起不再是；留空为至今",
  example: "",
});

/** What the register (名录) takes from spreadsheets. */
export const registerTables = {
  enterprise: {
    name: "企业",
    columns: [
      {
        key: "name",
        name: "企业名称",
        required: true,
        also: "名称 单位名称 公司名称 企业全称 企业 公司 单位 市场主体名称".split(" "),
        hint: "营业执照上的全称",
        example: "铜梁某某机械有限公司",
      },
      creditCode,
      { key: "shortName", name: "简称", also: ["企业简称", "字号"], hint: "留空则由全称得出", example: "" },
      {
        key: "aliases",
        name: "别名",
        also: ["曾用名", "又名", "其他名称"],
        hint: "多个用、隔开",
        example: "",
      },
      {
        key: "scale",
        name: "规模",
        also: ["企业规模", "企业类型", "规模类型", "划型"],
        hint: "大型、中型、小型、微型",
        example: "中型",
      },
      {
        key: "employees",
        name: "职工人数",
        also: "从业人数 员工人数 职工数 员工数 人数 从业人员 用工人数".split(" "),
        hint: "一个数",
        example: "120",
      },
      {
        key: "partyMembers",
        name: "党员人数",
        also: "党员数 党员 正式党员 党员总数".split(" "),
        hint: "一个数",
        example: "6",
      },
      {
        key: "tags",
        name: "标签",
        also: ["企业标签", "资质", "称号"],
        hint: "多个用、隔开",
        example: "专精特新",
      },
      {
        key: "park",
        name: "园区",
        also: ["所在园区", "所属园区", "园区名称"],
        hint: "系统里已有的园区，可以留空",
        example: "",
      },
      { ...alliance, hint: "以观察员身份列入的联盟；留空为您负责的联盟" },
    ],
  },
  organization: {
    name: "党组织",
    columns: [
      {
        key: "name",
        name: "党组织名称",
        required: true,
        also: "名称 党组织 党组织全称 支部名称 党支部 党支部名称 组织名称".split(" "),
        hint: "全称",
        example: "中共铜梁某某机械有限公司支部委员会",
      },
      {
        key: "kind",
        name: "类型",
        also: "党组织类型 类别 组织形式 党组织类别 设置形式".split(" "),
        hint: "党委、党总支、党支部、联合党支部、功能型联合党委、行业党委；留空由名称得出",
        example: "党支部",
      },
      {
        key: "superior",
        name: "上级党组织",
        also: "上级 隶属 隶属党组织 上级党委 隶属关系".split(" "),
        hint: "系统里已有的，或同一张表前面的党组织",
        example: "",
      },
      {
        key: "covers",
        name: "覆盖企业",
        also: "企业 所在企业 企业名称 覆盖单位 依托企业 所属企业".split(" "),
        hint: "多个用、隔开；系统里已有的企业",
        example: "",
      },
      {
        key: "memberCount",
        name: "党员人数",
        also: "党员数 党员 正式党员 党员总数".split(" "),
        hint: "一个数",
        example: "12",
      },
      {
        key: "founded",
        name: "成立日期",
        also: "成立时间 建立时间 组建时间 批准成立时间".split(" "),
        hint: "不清楚可以留空",
        example: "2019-06-01",
      },
      {
        key: "lastElectedOn",
        name: "上次换届日期",
        also: "换届时间 换届日期 最近换届 上次换届 届满换届时间".split(" "),
        hint: "不清楚可以留空",
        example: "",
      },
      {
        key: "termYears",
        name: "任期（年）",
        also: ["任期", "届期", "任期年限"],
        hint: "1 到 5",
        example: "3",
      },
      { ...alliance, hint: "加入的联盟；留空为您负责的联盟" },
    ],
  },
  post: {
    name: "书记和责任人",
    columns: [
      {
        key: "name",
        name: "姓名",
        required: true,
        also: "人员 人员姓名 书记姓名 责任人 负责人 书记".split(" "),
        hint: "真实姓名只有本联盟的人看得到",
        example: "示例甲",
      },
      {
        key: "post",
        name: "责任",
        required: true,
        also: "角色 责任角色 任职 岗位 担任 责任类型 身份".split(" "),
        hint: "书记、包链领导、驻链指导员",
        example: "书记",
      },
      {
        key: "place",
        name: "党组织或联盟",
        required: true,
        also: "党组织 联盟 所在党组织 所在联盟 单位 所在单位 所属联盟 任职单位 党组织名称 联盟名称 党支部".split(
          " ",
        ),
        hint: "书记写党组织，包链领导和驻链指导员写联盟",
        example: "",
      },
      {
        key: "title",
        name: "职务",
        also: ["现任职务", "行政职务", "职务名称"],
        hint: "可以留空",
        example: "",
      },
      since("任职日期", "任职时间", "到任日期", "聘任日期"),
      until("离任日期", "离任时间", "免职日期", "卸任日期"),
    ],
  },
  membership: {
    name: "联盟成员",
    columns: [
      {
        key: "name",
        name: "成员单位",
        required: true,
        also: "单位 单位名称 党组织 党组织名称 成员 成员单位名称 成员名称 企业名称 企业".split(" "),
        hint: "党组织；观察单位可以是企业",
        example: "",
      },
      { ...alliance, hint: "联盟的名称或简称；留空为您负责的联盟" },
      {
        key: "standing",
        name: "身份",
        also: "成员类型 类型 类别 成员身份 单位类型".split(" "),
        hint: "成员、观察单位；留空为成员",
        example: "成员",
      },
      since("入盟日期", "加入日期", "入盟时间", "加入时间"),
      until("退盟日期", "退出日期", "退出时间", "退盟时间"),
    ],
  },
} as const satisfies Record<string, KindTable>;
