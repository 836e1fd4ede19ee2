import { useState } from 'react'
import { useParams } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Checkbox } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { StepFrame } from '../../../reader/step-frame.tsx'
import { ConditionStep } from './condition-step.tsx'
import { ConfirmStep } from './confirm-step.tsx'
import { PersonalStep } from './personal-step.tsx'
import { PhotoStep } from './photo-step.tsx'
import { SignaturePad } from './signature-pad.tsx'
import { StatusPage } from './status-page.tsx'
import type { MyApplication } from './step.ts'
import './application.css'

const steps = ['个人信息', '照片', '申报条件', '承诺签名', '核对提交'] as const

/** The first step that still lacks something, so that an interrupted enrolment goes on where it stopped. */
const firstOpen = (application: MyApplication): number => {
  if (!application.education || !application.category || !application.phoneMasked) return 0
  if (!application.photo) return 1
  if (!application.evaluation?.met) return 2
  return application.signature ? 4 : 3
}

const CommitmentStep = (props: {
  readonly application: MyApplication
  readonly committed: boolean
  readonly onCommitted: (committed: boolean) => void
  readonly onSaved: () => void
}) => (
  <>
    <section className="panel commitment">
      <p>我申报参加职业技能等级认定，为维护认定的严肃性、权威性和公平性，现郑重承诺如下：</p>
      <ol>
        {props.application.commitments.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ol>
      <p className="quiet">
        {props.application.commitmentVersion}{' '}
        <ClauseChips ids={['SDS-A2-06', 'SDS-A2-07', 'SDS-A2-08', 'SDS-A2-10', 'SDS-A2-11']} />
      </p>
    </section>
    <Checkbox label="我已阅读并承诺遵守以上五条" checked={props.committed} onCheck={props.onCommitted} />
    <SignaturePad application={props.application} onSaved={props.onSaved} />
  </>
)

const Steps = ({
  application,
  onSaved,
}: {
  readonly application: MyApplication
  readonly onSaved: () => void
}) => {
  const [current, setCurrent] = useState(() => firstOpen(application))
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [committed, setCommitted] = useState(application.commitmentAcceptedAt !== null)
  const saved = () => {
    setSavedAt(new Date().toISOString())
    onSaved()
  }
  const next = () => {
    setCurrent(current + 1)
    window.scrollTo(0, 0)
  }
  const onward =
    current === 1 ? application.photo !== null : current === 3 && committed && application.signature !== null
  return (
    <>
      {application.returnNote && <p className="notice">退回原因：{application.returnNote}</p>}
      <StepFrame
        steps={steps}
        current={current}
        savedAt={savedAt}
        onStep={setCurrent}
        actions={
          <>
            {current > 0 && (
              <Button kind="plain" onClick={() => setCurrent(current - 1)}>
                上一步
              </Button>
            )}
            {onward && <Button onClick={next}>下一步</Button>}
          </>
        }
      >
        {current === 0 && (
          <PersonalStep
            application={application}
            onSaved={() => {
              saved()
              next()
            }}
          />
        )}
        {current === 1 && <PhotoStep application={application} onSaved={saved} />}
        {current === 2 && <ConditionStep application={application} onSaved={saved} onNext={next} />}
        {current === 3 && (
          <CommitmentStep
            application={application}
            committed={committed}
            onCommitted={setCommitted}
            onSaved={saved}
          />
        )}
        {current === 4 && <ConfirmStep application={application} committed={committed} onSaved={saved} />}
      </StepFrame>
    </>
  )
}

/** One application: five steps while the candidate may write, its status afterwards. */
const Application = () => {
  const { organisationId = '', applicationId = '' } = useParams()
  const detail = useQuery<typeof enrolment.myApplication>(
    'enrolment.myApplication',
    { organisationId, applicationId },
    { keep: true },
  )
  return (
    <Loaded of={detail}>
      {(application) =>
        application.state === 'draft' || application.state === 'returned' ? (
          <Steps application={application} onSaved={detail.again} />
        ) : (
          <StatusPage application={application} onSaved={detail.again} />
        )
      }
    </Loaded>
  )
}

export default Application
