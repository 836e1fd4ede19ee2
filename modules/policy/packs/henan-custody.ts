import type { CustodyParameters } from '../core/custody-parameters.ts'
import { leftOpen, stated } from '../core/parameter.ts'
import { silent } from './silent.ts'

/** The way of a paper in the Henan handbook. */
export const henanCustody: CustodyParameters = {
  scoringDocuments: silent.paper.scoringDocuments,
  sessionMaterials: silent.paper.sessionMaterials,
  countReport: stated({ days: 2, kind: 'calendar' }, 'HN-2.3.4-07', '“提前2天”按自然日计。'),
  receiptMinutesBefore: stated(30, 'HN-2.6-01', '机考除外。'),
  receiptChecks: leftOpen('HN-2.6-01', '确认试卷密封完好，未列其他核对项。'),
  supervisorAccepts: stated(true, 'HN-2.3.4-27'),
  countedBefore: stated(['试卷', '答题卡', '答题纸'], 'HN-2.6-04'),
  collected: stated(['试卷', '答题卡', '草稿纸'], 'HN-3.1.4-12'),
  sealedAt: stated('考务办公室', 'HN-2.3.4-26'),
  substituteSealSignatures: stated(2, 'HN-3.1.6-24'),
}
