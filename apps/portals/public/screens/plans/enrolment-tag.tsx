import { StatusTag } from '../../../kit/status-tag.tsx'

const faces = {
  open: { tone: 'running', word: '正在报名' },
  future: { tone: 'todo', word: '即将报名' },
  over: { tone: 'idle', word: '报名结束' },
} as const

export const EnrolmentTag = ({ enrolment }: { readonly enrolment: keyof typeof faces }) => (
  <StatusTag tone={faces[enrolment].tone}>{faces[enrolment].word}</StatusTag>
)
