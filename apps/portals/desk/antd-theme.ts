import type { ThemeConfig } from 'antd'
import tokens from '../kit/tokens.css?raw'

/** The light values of the token file, by name. */
const values = new Map(
  [...(tokens.split('\n}')[0] ?? '').matchAll(/--([a-z-]+):\s*([^;]+);/g)].map((match) => [
    match[1]!,
    match[2]!,
  ]),
)

const token = (name: string): string => {
  const value = values.get(name)
  if (value === undefined) throw new Error(`no token --${name}`)
  return value
}

const pixels = (name: string): number => Number.parseFloat(token(name))

/** antd in our tokens: dense tables of 36 px rows, one accent, one shadow. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: token('accent'),
    colorLink: token('accent'),
    colorInfo: token('accent'),
    colorSuccess: token('green'),
    colorWarning: token('amber'),
    colorError: token('red'),
    colorText: token('text'),
    colorTextSecondary: token('text-quiet'),
    colorTextTertiary: token('text-quiet'),
    colorTextDescription: token('text-quiet'),
    colorTextPlaceholder: token('text-quiet'),
    colorBorder: token('border-strong'),
    colorBorderSecondary: token('border'),
    colorBgLayout: token('page'),
    boxShadowSecondary: token('shadow'),
    borderRadius: pixels('radius'),
    fontFamily: token('font'),
    fontSize: pixels('font-size'),
    controlHeight: pixels('target'),
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: {
    Table: {
      cellPaddingBlockSM: 6,
      cellPaddingInlineSM: 10,
      headerBg: token('grey-soft'),
      headerColor: token('text'),
      headerSplitColor: 'transparent',
    },
    Menu: {
      itemHeight: 34,
      itemSelectedBg: token('accent-soft'),
      itemBorderRadius: pixels('radius'),
      activeBarBorderWidth: 0,
    },
  },
}
