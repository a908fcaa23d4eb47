/** A column that a kind of import takes. */
export interface Column {
  key: string;
  /** As the template's header says it. */
  name: string;
  /** Without it a row is rejected. */
  required?: true;
  /** Other headers that mean the same, without spaces and signs. */
  also: readonly string[];
  /** What to write, for people. */
  hint: string;
  /** A value for the template's example row. */
  example: string;
}

export interface KindTable {
  /** What one row is called. */
  name: string;
  columns: readonly Column[];
}

/** The alliance that a row belongs to. */
export const alliance: Column = {
  key: "alliance",
  name: "联盟",
  also: ["所属联盟", "所在联盟", "加入联盟", "产业链联盟", "分盟", "联盟名称"],
  hint: "联盟的名称或简称；留空为您负责的联盟",
  example: "",
};

/** Who sees an entry, as the form offers it. */
export const visibility: Column = {
  key: "visibility",
  name: "可见范围",
  also: ["公开范围", "可见"],
  hint: "仅本单位、本联盟、总联盟、公开；留空按联盟的设置",
  example: "",
};

/** Where it is needed or offered. */
export const location: Column = {
  key: "location",
  name: "地点经纬度",
  also: "地点 经纬度 坐标 位置 需求地点 服务地点 实施地点 所在地 所在区域 所在园区".split(" "),
  hint: "园区或区县的名称，或经度和纬度，如 106.05,29.84；留空为单位所在地",
  example: "",
};

/** Products that the owner of an entry buys or sells; `also`: the other headers that mean it on this list. */
export const products = (key: "buys" | "sells", name: string, also: readonly string[]): Column => ({
  key,
  name,
  also,
  hint: "产业链里已有的产品名称，几种用顿号隔开；一行只写买进或只写卖出的产品",
  example: "",
});

/** 统一社会信用代码 */
export const creditCode: Column = {
  key: "creditCode",
  name: "统一社会信用代码",
  also: ["信用代码", "社会信用代码", "统一代码", "统一信用代码", "组织机构代码", "营业执照号"],
  hint: "18 位，系统核对校验位；不清楚可以留空",
  example: "",
};
