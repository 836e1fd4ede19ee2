import { type Refusal, refuse } from '#platform/contract/verdict.ts'

/** A sitting in the folder of this node that it cannot open, and what to do about it. */
export type UnreadableSitting = Refusal<'sitting-other-format'>

/** Whoever opens a folder of an older program is told so; the file is evidence and stays as it is. */
export const otherFormat = (file: string): UnreadableSitting =>
  refuse('sitting-other-format', {
    sentence: `本机有一场考试的文件由其他版本的程序写成，没有打开，其他场次不受影响：${file}。`,
    remedy:
      '请勿删除该文件。已有作答的，用当时版本的程序打开并导出答卷包；尚未开考的，停止程序，把文件移到别处，再由机构重新制作考场包装入。',
    clauses: ['SDS-5.1-02', 'SDS-4.4-40'],
  })
