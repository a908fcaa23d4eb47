/** The actions of the trail by what they are about, each in a few words. */
export const actionGroups: { label: string; actions: Record<string, string> }[] = [
  {
    label: "登录与本人账号",
    actions: {
      signIn: "登录",
      signOut: "退出登录",
      endSession: "结束一处登录",
      signOutEverywhere: "在所有地方退出",
      lockSignIn: "多次输错密码，登录锁定",
      changePassword: "修改密码",
      editOwnAccount: "修改个人信息",
      createApiToken: "新建令牌",
      revokeApiToken: "撤销令牌",
      enterDemo: "进入示例角色",
    },
  },
  {
    label: "账号与权限",
    actions: {
      invite: "邀请人员",
      withdrawInvitation: "撤回邀请",
      acceptInvitation: "接受邀请",
      resetPassword: "生成重置密码链接",
      grantRole: "授予角色",
      revokeGrant: "收回角色",
      setAccountState: "停用或启用账号",
      revealPhone: "查看手机号",
      firstAdministrator: "建立第一位管理员",
      endDemo: "结束示例模式",
    },
  },
  {
    label: "分享",
    actions: {
      createShareLink: "新建分享链接",
      revokeShareLink: "撤销分享链接",
      openShareLink: "打开分享链接",
    },
  },
  {
    label: "清单",
    actions: {
      enterDemand: "录入需求",
      editDemand: "修改需求",
      withdrawDemand: "撤回需求",
      republishDemand: "重新发布需求",
      enterOffer: "录入资源",
      editOffer: "修改资源",
      withdrawOffer: "撤回资源",
      republishOffer: "重新发布资源",
      prolongDemand: "延长需求",
      prolongOffer: "延长资源",
    },
  },
  {
    label: "导入和导出",
    actions: {
      readImport: "读取待导入的文件",
      importRows: "导入一批行",
      enterEnterprise: "录入企业",
      exportList: "导出清单",
    },
  },
  {
    label: "归并",
    actions: {
      trainWeights: "学习匹配权重",
      serveWeights: "启用匹配权重",
      consolidateNeeds: "归并需求",
      moveNeeds: "移动需求",
      mergeItems: "合并事项",
      renameItem: "改事项名称",
      undoConsolidation: "撤销归并的一步",
    },
  },
  {
    label: "对接",
    actions: {
      contactMatch: "发起对接",
      declineMatch: "标记不合适",
      reopenMatch: "恢复为推荐",
      startPlan: "开始整单统筹",
      cancelPlan: "取消整单统筹",
    },
  },
];

const actionWords: Record<string, string> = Object.assign({}, ...actionGroups.map(({ actions }) => actions));

/** What was done, in words; the stable word itself where this page does not know it yet. */
export const actionWord = (action: string): string => actionWords[action] ?? action;

/** What an event was about. */
export const targetKinds: Record<string, string> = {
  Account: "账号",
  Invitation: "邀请",
  ApiToken: "令牌",
  ShareLink: "分享链接",
  Demand: "需求",
  Offer: "资源",
  Match: "对接",
  Alliance: "联盟",
  Plan: "统筹方案",
  Enterprise: "企业",
  Import: "导入",
};

/** The fields of what stood before and after, in the order in which they are shown. */
export const fieldWords: Record<string, string> = {
  name: "名称",
  title: "标题",
  text: "内容",
  kind: "种类",
  state: "状态",
  reason: "原因",
  role: "角色",
  placeId: "范围",
  grants: "角色",
  until: "有效期至",
  username: "用户名",
  email: "邮箱",
  hasPhone: "手机号",
  scopes: "可以做什么",
  path: "打开的页面",
  audiences: "可看内容",
  days: "有效期",
  raisedBy: "提出单位",
  offeredBy: "提供单位",
  alliance: "联盟",
  category: "类别",
  quantity: "数量",
  capacity: "可提供数量",
  remaining: "余量",
  unit: "单位",
  neededFrom: "最早",
  neededBy: "最晚",
  availableFrom: "开始",
  availableUntil: "结束",
  urgency: "紧急程度",
  beneficiary: "受益对象",
  serviceRadiusKm: "服务半径",
  wants: "所需产品",
  provides: "可供产品",
  location: "位置",
  source: "来源",
  example: "示例",
  by: "登录方式",
  because: "起因",
  ended: "退出的登录",
  lockedSeconds: "锁定时间",
};

/** What the program keeps for itself and nobody reads. */
export const silentFields = new Set([
  "__typename",
  "id",
  "version",
  "createdAt",
  "updatedAt",
  "grantId",
  "invitationId",
]);
