/** What can be decided about two items that ask nearly the same. */
export const decisionNames: { readonly [decision: string]: string } = {
  'keep-both': '都保留',
  'retire-first': '前一题退出',
  'retire-second': '后一题退出',
  enemies: '设为互斥',
}
