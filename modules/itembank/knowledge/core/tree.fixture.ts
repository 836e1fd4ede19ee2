import type { KnowledgeTree } from './tree.ts'

/** A small sound tree: two parts of 40 and 60, five points. */
export const smallTree: KnowledgeTree = {
  ranges: [
    { code: 'A', name: '基本要求', level: 1, weight: 40 },
    { code: 'A-A', name: '职业道德', level: 2, weight: 40 },
    { code: 'A-A-A', name: '职业守则', level: 3, weight: 15.5 },
    { code: 'A-A-B', name: '安全文明生产', level: 3, weight: 24.5 },
    { code: 'B', name: '相关知识', level: 1, weight: 60 },
    { code: 'B-A', name: '电工作业', level: 2, weight: 60 },
    { code: 'B-A-A', name: '低压电器', level: 3, weight: 60 },
  ],
  points: [
    { code: 'A-A-A-001', name: '爱岗敬业', importance: 'X' },
    { code: 'A-A-A-002', name: '诚实守信', importance: 'Y' },
    { code: 'A-A-B-001', name: '停电验电', importance: 'X' },
    { code: 'B-A-A-001', name: '接触器', importance: 'X' },
    { code: 'B-A-A-002', name: '熔断器', importance: 'Z' },
  ],
}
