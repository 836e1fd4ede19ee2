import type * as enrolment from '#modules/enrolment/contract.ts'
import { type CommandState, createClient } from '../../../kit/client.ts'
import { say } from '../../../kit/toast.tsx'
import { uploadFile } from '../../../kit/upload.ts'
import type { MyApplication } from './step.ts'

const client = createClient()

/** Uploads one file and hands it to the application; true when it was accepted. */
export const sendFile = async (given: {
  readonly application: MyApplication
  readonly attach: CommandState<typeof enrolment.attach>
  readonly kind: 'photo' | 'signature' | 'education-proof' | 'work-years-commitment' | 'prior-certificate'
  readonly blob: Blob
  readonly name: string
}): Promise<boolean> => {
  const { application, attach, kind, blob, name } = given
  try {
    const stored = await uploadFile(blob, () => {}, { name, organisationId: application.organisationId })
    if (stored.refused) {
      say(stored.sentence, 'refused')
      return false
    }
    const { organisationId, fileId } = stored.value
    const key = { organisationId: application.organisationId, applicationId: application.applicationId }
    // A file replaces nothing that was typed: it goes to the version of now, even right after a save.
    const current = await client.ask<typeof enrolment.myApplication>('enrolment.myApplication', key)
    const outcome = await attach.run({
      ...key,
      version: current.refused ? application.version : current.value.version,
      kind,
      file: { organisationId, fileId },
    })
    return outcome !== undefined && !outcome.refused
  } catch {
    say('暂时连接不上服务器，请稍后重试。', 'refused')
    return false
  }
}
