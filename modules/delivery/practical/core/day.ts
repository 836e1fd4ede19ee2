export const dayTitles = { prepared: '待抽签', drawn: '待开考', started: '考试中' } as const
export const stopTitles = { danger: '危险停考', unsafe: '违章操作终止', equipment: '设备故障' } as const

const steps = {
  prepared: [{ action: 'drawOrder', title: '抽取考核顺序' }],
  drawn: [{ action: 'startPractical', title: '开考' }],
  started: [{ action: 'stopPractical', title: '停止考试' }],
} as const

/** What somebody may do next with a room as it stands. */
export const availableOnDay = (
  state: keyof typeof steps,
  who: { readonly isOnPanel: boolean; readonly isHead: boolean },
): readonly { readonly action: string; readonly title: string }[] =>
  who.isOnPanel || who.isHead ? steps[state] : []

/** SDE-4.5-03: workshops in one place, or some of them apart. */
export const layoutOf = (
  rooms: readonly { readonly siteId: string; readonly building: string }[],
): '集中' | '集中与分散相结合' =>
  new Set(rooms.map(({ siteId, building }) => `${siteId}/${building}`)).size > 1 ? '集中与分散相结合' : '集中'
