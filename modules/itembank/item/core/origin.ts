export type Origin = 'own' | 'national' | 'purchased' | 'other'

/** HN-1.8.3.5-01: where items come from. */
export const originNames: { readonly [origin: string]: string } = {
  own: '自主开发',
  national: '国家题库',
  purchased: '购入',
  other: '其他',
} satisfies { readonly [O in Origin]: string }
