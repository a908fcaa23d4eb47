import { type GlobalToken, type ThemeConfig, theme } from "antd";

/** Brand red: the one primary action of a page and alliances, nothing else. */
export const brandRed = "#B3261E";

/** Structure is grey; antd derives hover, border and focus shades from this one slate. */
const slate = "#44505E";

/**
 * The only place where colours and sizes are chosen. Everything else reads antd's tokens, either as CSS variables
 * (`var(--ant-…)`) or, on the canvas, through `canvasToken`.
 */
const themeConfig: ThemeConfig = {
  cssVar: { key: "lianmeng" },
  hashed: false,
  token: {
    colorPrimary: slate,
    colorInfo: "#0958d9",
    colorLink: "#0958d9",
    colorError: "#A8071A",
    // What antd derives from a slate for what is chosen is too dark to read text on; the ring of focus stays strong.
    colorPrimaryBg: "#EBEEF1",
    colorPrimaryBgHover: "#E0E5E9",
    colorPrimaryBorder: "#C3CAD1",
    colorPrimaryBorderHover: "#A9B2BB",
    controlOutline: "rgba(68,80,94,0.4)",
    fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif',
    fontSize: 14,
    borderRadius: 6,
    // Contrast of at least 4.5:1 on white and on the grey page, for the quiet texts too.
    colorTextSecondary: "rgba(0,0,0,0.72)",
    colorTextTertiary: "rgba(0,0,0,0.62)",
    colorTextDescription: "rgba(0,0,0,0.62)",
    colorTextPlaceholder: "rgba(0,0,0,0.58)",
    colorBgLayout: "#F5F6F7",
    controlOutlineWidth: 3,
  },
  components: {
    Button: {
      colorPrimary: brandRed,
      algorithm: true,
      defaultHoverColor: slate,
      defaultHoverBorderColor: slate,
      defaultActiveColor: slate,
      defaultActiveBorderColor: slate,
      primaryShadow: "none",
      defaultShadow: "none",
    },
    Tabs: { horizontalMargin: "0" },
    Table: { headerBg: "#FAFAFA", headerSplitColor: "transparent", cellPaddingBlock: 12 },
    Form: { itemMarginBottom: 20, verticalLabelPadding: "0 0 4px" },
  },
};

const calmConfig: ThemeConfig = { ...themeConfig, token: { ...themeConfig.token, motion: false } };

/** The theme for somebody who asks for stillness, or for everybody else. */
export const themeFor = (calm: boolean): ThemeConfig => (calm ? calmConfig : themeConfig);

/** Token values as numbers and colours, for what CSS variables cannot reach: the canvas and SVG attributes. */
export const canvasToken: GlobalToken = theme.getDesignToken(themeConfig);
