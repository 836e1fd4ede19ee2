import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { markHandwritten } from '../contract.ts'
import { certificateStateTitles, publicStates } from '../core/certificate.machine.ts'
import { changeCertificate, lockCertificate } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

/** The tick “已补写并加盖公章”: who has written the name in black regular script and had it sealed, and when. */
export const markHandwrittenHandler: CommandHandler<typeof markHandwritten> = async (context, input) => {
  const { tx, actor, now } = context
  const row = await lockCertificate(tx, actor.organisationId!, input)
  if (row.unprintable === '' || row.handwritingDoneAt !== null || !publicStates.includes(row.state)) {
    const standing = row.unprintable === '' ? '姓名可以打印' : certificateStateTitles[row.state]
    return wrongState('该证书', row.handwritingDoneAt === null ? standing : '已补写', '登记补写')
  }
  const version = await changeCertificate(tx, row, { handwritingDoneAt: now, handwritingDoneBy: actor.name })
  context.record({
    type: 'certificate-name-handwritten',
    table: 'certificate',
    row,
    data: { characters: row.unprintable, ink: '黑色', script: '正楷', seal: true },
    clauses: ['SDS-6.2-05'],
  })
  return accept({ version })
}
