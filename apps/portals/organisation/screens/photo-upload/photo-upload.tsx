import { Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import type { Job } from '../../../kit/job.ts'
import { JobProgress } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { uploadFile } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import { PhotoReport, type RefusedPhoto } from './photo-report.tsx'

type Report = ReplyOf<typeof enrolment.applyPhotos>

/** Uploads one after the other; what the server does not take at all is reported like the rest. */
const send = async (files: readonly File[], onSent: (count: number) => void) => {
  const fileIds: string[] = []
  const refused: RefusedPhoto[] = []
  for (const [at, file] of files.entries()) {
    const stored = await uploadFile(file)
    if (stored.refused) refused.push({ file: file.name, name: null, ...stored, clauses: ['SDS-3.2-04'] })
    else fileIds.push(stored.value.fileId)
    onSent(at + 1)
  }
  return { fileIds, refused }
}

const Upload = ({ batchId }: { readonly batchId: string }) => {
  const [search, setSearch] = useSearchParams()
  const attach = useCommand<typeof enrolment.attachPhotos>('enrolment.attachPhotos')
  const [files, setFiles] = useState<readonly File[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const [notTaken, setNotTaken] = useState<readonly RefusedPhoto[]>([])
  const jobId = search.get('job')
  const start = async () => {
    setSent(0)
    try {
      const { fileIds, refused } = await send(files, setSent)
      setNotTaken(refused)
      if (fileIds.length === 0) return
      const outcome = await attach.run({ batchId, fileIds })
      if (outcome && !outcome.refused) setSearch({ batchId, job: outcome.value.jobId })
    } catch {
      say('网络中断，请重新上传', 'refused')
    } finally {
      setSent(null)
    }
  }
  return (
    <>
      <section className="panel stack">
        <p>
          可以上传一个 zip
          压缩包，也可以一次选中多张照片。文件名用“姓名-证件号码”“证件号码”或“证件号码-姓名”。
          照片要求：彩色白底证件照，JPG 格式，不超过 20KB。 <ClauseChips ids={['SDS-3.2-04', 'SDS-3.2-05']} />
        </p>
        <label className="button plain">
          {files.length === 0 ? '选择照片或压缩包' : `已选 ${files.length} 个文件，重新选择`}
          <input
            type="file"
            multiple
            accept=".zip,.jpg,.jpeg,image/jpeg"
            className="unseen"
            onChange={({ target }) => setFiles([...(target.files ?? [])])}
          />
        </label>
        {sent !== null && <progress aria-label="上传进度" max={files.length} value={sent} />}
        <Trouble of={attach} book={enrolmentRefusals} />
        <p>
          <Button busy={sent !== null || attach.pending} disabled={files.length === 0} onClick={start}>
            上传并核对
          </Button>
        </p>
      </section>
      {notTaken.length > 0 && jobId === null && <PhotoReport attached={0} refused={notTaken} />}
      {jobId && (
        <JobProgress jobId={jobId}>
          {(job: Job) => {
            const report = job.result as unknown as Report
            return (
              <PhotoReport attached={report.attached} refused={[...notTaken, ...report.refused]}>
                <ButtonLink kind="plain" to={`/enrolment?batchId=${batchId}`}>
                  查看报名名单
                </ButtonLink>
              </PhotoReport>
            )
          }}
        </JobProgress>
      )}
    </>
  )
}

/** 批量上传照片: each photo finds its candidate by its name, is judged by itself, and is reported on. */
export default function PhotoUpload() {
  const [search, setSearch] = useSearchParams()
  const overview = useQuery<typeof enrolment.batchOverview>('enrolment.batches', {})
  return (
    <div className="stack">
      <Loaded of={overview}>
        {({ batches }) => {
          const batch = batches.find(({ batchId }) => batchId === search.get('batchId')) ?? batches[0]
          if (!batch) return <EmptyState title="还没有已发布的批次" />
          return (
            <>
              <header className="list-head">
                <h1>批量上传照片</h1>
                <Select
                  aria-label="批次"
                  value={batch.batchId}
                  options={batches.map(({ batchId, name }) => ({ value: batchId, label: name }))}
                  onChange={(batchId) => setSearch({ batchId })}
                  style={{ minWidth: 260 }}
                />
              </header>
              <Upload key={batch.batchId} batchId={batch.batchId} />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
