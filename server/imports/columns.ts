import type { ImportKind } from "../generated/resolvers.ts";
import { alliance, type Column, type KindTable } from "./column.ts";
import { registerTables } from "./registerColumns.ts";

export type { Column, KindTable } from "./column.ts";

/** What can be imported, and by which headers it is recognised: data, so that a new spelling is one word here. */
export const kindTables: Readonly<Record<ImportKind, KindTable>> = {
  demand: {
    name: "需求",
    columns: [
      {
        key: "text",
        name: "需求内容",
        required: true,
        also: "需求 需求描述 具体需求 需求事项 诉求 诉求内容 需求详情 内容 详细描述 主要需求 问题描述 困难需求 企业需求".split(
          " ",
        ),
        hint: "需要什么，一两句话",
        example: "需要电镀工艺培训，每周一次",
      },
      {
        key: "title",
        name: "标题",
        also: "需求名称 需求标题 名称 事项 项目 主题".split(" "),
        hint: "最多 100 字，可以留空",
        example: "电镀培训",
      },
      {
        key: "owner",
        name: "提出单位",
        also: "企业名称 单位 单位名称 企业 公司 公司名称 提出企业 需求单位 需求企业 填报单位 报送单位 申报单位 党组织 所在单位".split(
          " ",
        ),
        hint: "企业、党组织或部门的全称、简称；留空为您负责的联盟",
        example: "",
      },
      {
        key: "category",
        name: "类别",
        also: "需求类别 需求类型 分类 类型 需求分类 所属类别".split(" "),
        hint: "清单里已有的类别名称，可以留空",
        example: "",
      },
      {
        key: "beneficiary",
        name: "受益对象",
        also: "服务对象 受益群体 对象 需求主体".split(" "),
        hint: "企业、人才、党员或职工",
        example: "职工",
      },
      {
        key: "quantity",
        name: "数量",
        also: "需求数量 需求量 需求数 人数 规模 金额 面积 需求人数 用工人数 招工人数 培训人数 用工需求 资金需求 需求资金 融资需求 融资金额 需求金额 需求面积 用地面积 厂房面积 场地面积".split(
          " ",
        ),
        hint: "一个数，可以带单位：20人、500亩、3.5万元",
        example: "20人",
      },
      {
        key: "unit",
        name: "计量单位",
        also: ["数量单位", "单位"],
        hint: "人、亩、万元、平方米……",
        example: "",
      },
      {
        key: "from",
        name: "开始日期",
        also: "起始日期 开始时间 需求开始时间 起始时间".split(" "),
        hint: "2026-07-01",
        example: "",
      },
      {
        key: "until",
        name: "截止日期",
        also: "截止时间 需求时间 完成时限 期限 需要时间 最晚时间 结束日期 时限 完成时间 希望解决时间".split(
          " ",
        ),
        hint: "2026-12-31 或 2026年12月底",
        example: "2026-12-31",
      },
      {
        key: "urgency",
        name: "是否紧急",
        also: "紧急程度 紧急 缓急 优先级 急缓".split(" "),
        hint: "是、否",
        example: "否",
      },
      alliance,
    ],
  },
  offer: {
    name: "资源或服务项目",
    columns: [
      {
        key: "text",
        name: "资源内容",
        required: true,
        also: "资源 资源描述 可提供资源 资源详情 服务内容 内容 详细描述 项目内容 提供内容 资源清单 服务项目 具体内容".split(
          " ",
        ),
        hint: "能提供什么，一两句话",
        example: "开放企业检测实验室，供链上企业使用",
      },
      {
        key: "title",
        name: "标题",
        also: "资源名称 项目名称 名称 服务名称 资源标题 主题".split(" "),
        hint: "最多 100 字，可以留空",
        example: "实验室开放",
      },
      {
        key: "offerKind",
        name: "种类",
        also: ["清单", "资源种类", "清单类型", "资源或项目"],
        hint: "资源、服务项目；留空为资源",
        example: "资源",
      },
      {
        key: "owner",
        name: "提供单位",
        also: "单位 单位名称 企业名称 企业 部门 责任单位 提供企业 资源单位 填报单位 报送单位 牵头单位 党组织 公司名称".split(
          " ",
        ),
        hint: "企业、党组织或部门的名称；留空为您负责的联盟",
        example: "",
      },
      {
        key: "category",
        name: "类别",
        also: "资源类别 资源类型 分类 类型 项目类别".split(" "),
        hint: "清单里已有的类别名称，可以留空",
        example: "",
      },
      {
        key: "quantity",
        name: "可提供数量",
        also: "数量 容量 名额 可供数量 可提供人数 人数 规模 面积 可用面积 场地面积 额度 资金额度 授信额度 金额 可用数量 余量".split(
          " ",
        ),
        hint: "一个数，可以带单位：20人、500平方米",
        example: "30人次",
      },
      {
        key: "unit",
        name: "计量单位",
        also: ["数量单位", "单位"],
        hint: "人、亩、万元、平方米……",
        example: "",
      },
      {
        key: "from",
        name: "可用开始",
        also: "开始日期 开始时间 起始日期 可用时间".split(" "),
        hint: "2026-07-01",
        example: "",
      },
      {
        key: "until",
        name: "可用截止",
        also: "截止日期 结束日期 截止时间 有效期 有效期至 结束时间".split(" "),
        hint: "2026-12-31",
        example: "",
      },
      {
        key: "radius",
        name: "服务半径（公里）",
        also: ["服务半径", "半径", "服务范围公里"],
        hint: "一个数，可以留空",
        example: "",
      },
      alliance,
    ],
  },
  ...registerTables,
};

/** The column of a kind by its key; undefined where the kind has none. */
export const columnOf = (kind: ImportKind, key: string): Column | undefined =>
  kindTables[kind].columns.find((column) => column.key === key);
