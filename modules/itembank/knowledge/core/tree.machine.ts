import { defineMachine } from '#platform/machine/machine.ts'

const keepers = ['org-itembank']

/** An edition of a tree: edited as a draft, then in force until the next one is; earlier ones are kept. */
export const treeMachine = defineMachine({
  name: 'knowledge tree',
  states: ['draft', 'in-force', 'superseded', 'discarded'],
  initial: 'draft',
  transitions: [
    { action: 'itembank.saveTree', from: ['draft'], to: 'draft', title: '保存', roles: keepers },
    { action: 'itembank.enforceTree', from: ['draft'], to: 'in-force', title: '施行', roles: keepers },
    { action: 'itembank.discardTree', from: ['draft'], to: 'discarded', title: '放弃草稿', roles: keepers },
    // Happens to the edition in force when the next one takes its place.
    { action: 'supersede', from: ['in-force'], to: 'superseded', title: '被新版替代', roles: ['system'] },
  ],
})

export type TreeState = Parameters<typeof treeMachine.next>[0]

export const treeStateWords: Readonly<Record<TreeState, string>> = {
  draft: '草稿',
  'in-force': '施行中',
  superseded: '已被替代',
  discarded: '已放弃',
}

export const parts = ['theory', 'skill'] as const
export type Part = (typeof parts)[number]
export const partNames: Readonly<Record<Part, string>> = { theory: '理论知识', skill: '操作技能' }
