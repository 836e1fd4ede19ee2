import type { Rich } from '#modules/itembank/facts.ts'
import type { OpenedPaper, PaperItem } from '../core/paper.ts'

const plain = (text: string): Rich => [{ kind: 'paragraph', content: [{ kind: 'text', text }] }]

const options = (...texts: string[]) =>
  texts.map((text, at) => ({ label: 'ABCD'[at]!, content: plain(text) }))

const right = () => options('正确', '错误')

/** Items about the machine itself: none of them is from a bank, and whoever tries them learns the handling. */
const items: readonly PaperItem[] = [
  {
    ...{ id: 'trial-1', type: 'single', points: 1 },
    stem: plain('（示例）单选题只选一项。请用鼠标点击或按字母键选择“乙”。'),
    options: options('甲', '乙', '丙', '丁'),
  },
  {
    ...{ id: 'trial-2', type: 'single', points: 1 },
    stem: plain('（示例）再按一次同一选项可以取消选择。请先选择“甲”，再改选“丙”。'),
    options: options('甲', '乙', '丙', '丁'),
  },
  {
    ...{ id: 'trial-3', type: 'multiple', points: 1 },
    stem: plain('（示例）多选题可选多项。请选择“甲”和“丁”。'),
    options: options('甲', '乙', '丙', '丁'),
  },
  {
    ...{ id: 'trial-4', type: 'multiple', points: 1 },
    stem: plain('（示例）请按 M 键或“标记复查”标记本题，再看右侧答题卡的变化。'),
    options: options('已标记', '已在答题卡上看到标记', '还没有标记'),
  },
  {
    ...{ id: 'trial-5', type: 'judge', points: 1 },
    stem: plain('（示例）每次作答自动保存，页面下方显示最近保存的时间。'),
    options: right(),
  },
  {
    ...{ id: 'trial-6', type: 'judge', points: 1 },
    stem: plain('（示例）考试机断网时作答保存在本机，恢复后自动上传。'),
    options: right(),
  },
]

const paper: OpenedPaper = {
  ...{ paperId: 'trial', title: '上机试考示例试卷', subject: '试考' },
  items,
  forms: [{ name: '', items: items.map(({ id }) => id) }],
  ...{ pictures: {}, formulas: {} },
}

/** The package of a trial: nothing in it is secret, so it has no seal. */
export const trialPackage = (): Uint8Array => Buffer.from(JSON.stringify(paper))
