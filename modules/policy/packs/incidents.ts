import type { CompensationLimits, IncidentBook, SimilarityThreshold } from '../core/exam-parameters.ts'
import { byOperator, type SetByOperator } from '../core/parameter.ts'

/** Incidents where the document gives no list of procedures of its own. */
export const generalIncidents = (openIds = ''): SetByOperator<IncidentBook> =>
  byOperator(
    { book: 'general', escorts: 2 },
    '文件未列偶发事件处理办法：按通用办法处置；考生中途离场由2人陪同。',
    openIds,
  )

/** How much lost time can be made good on the day; the same for every pack. */
export const compensationLimits = (openIds = ''): SetByOperator<CompensationLimits> =>
  byOperator(
    { seatMinutes: 60, roomMinutes: 90 },
    '文件要求补足延误时间而未规定上限：单个考生当日补时不超过60分钟，全考场不超过90分钟，超过的列入重考名单。',
    openIds,
  )

/** When two scripts are reported as alike; the same for every pack. */
export const similarityThreshold = (openIds = ''): SetByOperator<SimilarityThreshold> =>
  byOperator(
    { minEqualWrong: 8, falseDiscoveryRate: 0.01 },
    '文件未规定雷同的标准：相同的错误答案不少于8题、且误报率按1%控制的，列出交专家认定。',
    openIds,
  )
