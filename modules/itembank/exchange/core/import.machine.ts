import { defineMachine } from '#platform/machine/machine.ts'

export const importStates = [
  'reading',
  'ready',
  'committing',
  'committed',
  'discarded',
  'failed',
  'expired',
] as const
export type ImportState = (typeof importStates)[number]

export const importStateWords: { readonly [S in ImportState]: string } = {
  reading: '正在读取',
  ready: '待导入',
  committing: '正在导入',
  committed: '已导入',
  discarded: '已放弃',
  failed: '未能读取',
  expired: '已到期清除',
}

const person = ['org-itembank']
const system = ['system']

/** A file on its way into a bank. Reading and writing are the job's; everything between is the person's. */
export const importMachine = defineMachine({
  name: 'item-import',
  states: [...importStates],
  initial: 'reading',
  transitions: [
    { action: 'itembank.readImport', title: '读取文件', from: ['reading'], to: 'ready', roles: system },
    { action: 'itembank.failImport', title: '不能读取', from: ['reading'], to: 'failed', roles: system },
    { action: 'itembank.amendImportRow', title: '改正试题', from: ['ready'], to: 'ready', roles: person },
    { action: 'itembank.setImportRows', title: '批量设置', from: ['ready'], to: 'ready', roles: person },
    { action: 'itembank.acceptImportRows', title: '仍要导入', from: ['ready'], to: 'ready', roles: person },
    { action: 'itembank.mapImport', title: '知识点对应', from: ['ready'], to: 'ready', roles: person },
    { action: 'itembank.commitImport', title: '导入', from: ['ready'], to: 'committing', roles: person },
    {
      action: 'itembank.applyImport',
      title: '写入题库',
      from: ['committing'],
      to: 'committed',
      roles: system,
    },
    { action: 'itembank.returnImport', title: '退回改正', from: ['committing'], to: 'ready', roles: system },
    {
      action: 'itembank.discardImport',
      title: '放弃导入',
      from: ['reading', 'ready', 'failed'],
      to: 'discarded',
      roles: person,
    },
    {
      action: 'itembank.expireImport',
      title: '到期清除',
      from: ['reading', 'ready', 'failed'],
      to: 'expired',
      roles: system,
    },
  ],
})
